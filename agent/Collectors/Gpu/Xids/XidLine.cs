using System.Globalization;
using Dcmon.Agent.Collectors.Gpu.Devices;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>A line of the driver in the kernel's log that reports an Xid.</summary>
/// <param name="BusId">The card, as <see cref="PciAddress"/> spells it.</param>
/// <param name="Xid">The number, 0 to 9999.</param>
/// <param name="Pid">The process that it happened to, where the driver knows.</param>
/// <param name="Process">Its name, where the driver knows.</param>
/// <param name="Text">The rest of the line.</param>
internal readonly record struct XidLine(string BusId, int Xid, int? Pid, string? Process, string Text)
{
    private const string Start = "NVRM: Xid (";
    private const string IdentityStart = "NVRM: GPU at PCI:";

    /// <summary>
    /// Reads lines such as <c>NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, name=python3, GPU has fallen off the bus.</c>;
    /// older drivers leave out <c>PCI:</c>, pid and name, newer ones write <c>pid='&lt;unknown&gt;'</c>, and divided
    /// cards <c>PCI:0000:06:00 GPU-I:05</c>.
    /// </summary>
    /// <returns>Null for any other line.</returns>
    public static XidLine? Parse(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(Start);
        if (at < 0) return null;
        line = line[(at + Start.Length)..];
        var end = line.IndexOf("): ");
        if (end < 0) return null;
        var bus = line[..end];
        if (bus.IndexOf(' ') is >= 0 and var part) bus = bus[..part];
        line = line[(end + 3)..];
        var comma = line.IndexOf(',');
        var number = comma < 0 ? line : line[..comma];
        if (PciAddress.Normalize(bus.ToString()) is not { Length: > 0 } busId || number.Length > 4
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var xid))
            return null;
        line = comma < 0 ? default : line[(comma + 1)..].TrimStart();
        var pid = Take(ref line, "pid=");
        var process = Take(ref line, "name=");
        return new XidLine(
            busId, xid,
            int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            process.IsEmpty || process.Contains("<unknown>", StringComparison.Ordinal) ? null : process.ToString(),
            line.Trim().TrimEnd('.').ToString());
    }

    /// <summary>
    /// Reads <c>NVRM: GPU at PCI:0000:3b:00: GPU-6e0b…</c>, which the driver writes before the first Xid of a card: the
    /// way to tell which one it was when it no longer answers.
    /// </summary>
    public static (string BusId, string Uuid)? ParseIdentity(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(IdentityStart);
        if (at < 0) return null;
        line = line[(at + IdentityStart.Length)..];
        var gap = line.IndexOf(": ");
        if (gap <= 0) return null;
        var uuid = line[(gap + 2)..].Trim();
        return uuid.StartsWith("GPU-") && uuid.Length <= 96 ? (PciAddress.Normalize(line[..gap].ToString())!, uuid.ToString()) : null;
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> line, string key)
    {
        if (!line.StartsWith(key)) return default;
        var comma = line.IndexOf(", ");
        var value = comma < 0 ? line[key.Length..] : line[key.Length..comma];
        line = comma < 0 ? default : line[(comma + 2)..];
        return value;
    }
}
