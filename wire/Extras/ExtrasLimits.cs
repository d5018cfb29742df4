using System.Security.Cryptography;
using System.Text;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Wire.Extras;

/// <summary>
/// Cuts what sources report to what the protocol allows: they are not trusted, and a report must not be refused for them.
/// </summary>
public static class ExtrasLimits
{
    /// <summary>The last time that can be shown, Unix milliseconds.</summary>
    internal static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>No machine has more cores.</summary>
    internal const double MostCores = 1e6;

    /// <summary>
    /// The event with its texts and labels cut where they are too long; labels without a fit name or a value are left out.
    /// </summary>
    /// <exception cref="ArgumentException">The kind is none: kinds are the program's own.</exception>
    public static MachineEvent Fit(MachineEvent each) => EventFormat.IsKind(each.Kind)
        ? each with
        {
            Time = Math.Clamp(each.Time, 0, LatestTime),
            Severity = each.Severity <= EventSeverity.Critical ? each.Severity : EventSeverity.Critical,
            Message = Cut(each.Message, WireLimits.MaxEventMessageLength),
            // A key that is cut could be another event's.
            Key = EventFormat.IsKey(each.Key) ? each.Key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(each.Key))),
            Subject = Fit(each.Subject),
            Details = Fit(each.Details),
        }
        : throw new ArgumentException($"'{each.Kind}' is no kind of events.");

    /// <summary>The table with its texts cut and its processes counted out; numbers that cannot be are left out.</summary>
    public static ProcessTable Fit(ProcessTable table) =>
        new([.. table.Processes.Where(each => each.Pid >= 0).Take(WireLimits.MaxProcesses).Select(Fit)]);

    private static ProcessEntry Fit(ProcessEntry each) => each with
    {
        Name = Cut(each.Name, WireLimits.MaxProcessTextLength),
        User = each.User is null ? null : Cut(each.User, WireLimits.MaxProcessTextLength),
        Container = each.Container is null ? null : Cut(each.Container, WireLimits.MaxProcessTextLength),
        Command = each.Command is null ? null : Cut(each.Command, WireLimits.MaxProcessTextLength),
        StartTime = each.StartTime >= 0 && each.StartTime <= LatestTime ? each.StartTime : null,
        Cpu = each.Cpu is >= 0 and <= MostCores ? each.Cpu : null,
        MemoryBytes = each.MemoryBytes >= 0 ? each.MemoryBytes : null,
        GpuMemoryBytes = each.GpuMemoryBytes >= 0 ? each.GpuMemoryBytes : null,
    };

    private static Label[] Fit(IReadOnlyList<Label> labels) =>
    [
        .. labels.Where(each => each is { Value.Length: > 0, Name.Length: <= WireLimits.MaxNameLength } && SchemaNames.IsLabel(each.Name))
            .Take(WireLimits.MaxLabels)
            .Select(each => each with { Value = Cut(each.Value, WireLimits.MaxLabelValueLength) }),
    ];

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        // Not between the halves of a character.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
