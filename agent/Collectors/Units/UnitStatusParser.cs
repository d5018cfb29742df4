using System.Globalization;

namespace Dcmon.Agent.Collectors.Units;

/// <summary>Reads what <c>systemctl show --property=…</c> prints.</summary>
internal static class UnitStatusParser
{
    /// <summary>
    /// The properties to ask for; systemd leaves out those that it does not know or the unit does not have.
    /// </summary>
    public const string Properties =
        "Id,LoadState,ActiveState,Result,ExecMainStatus,NRestarts,MemoryCurrent,CPUUsageNSec,InvocationID,StateChangeTimestamp";

    private const int LongestName = 255;

    /// <summary>
    /// Reads lines <c>KEY=VALUE</c>, a block a unit, with an empty line between. Each unit counts once, though several
    /// of its names were asked for. What is no such block, or was cut off, is left out.
    /// </summary>
    public static List<UnitStatus> Parse(ReadOnlySpan<char> text)
    {
        var units = new List<UnitStatus>();
        var names = new HashSet<string>();
        var unit = new UnitStatus("");
        text = text[..(text.LastIndexOf('\n') + 1)];
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsEmpty)
            {
                End();
                continue;
            }

            var equals = line.IndexOf('=');
            if (equals > 0) unit = With(unit, line[..equals], line[(equals + 1)..]);
        }

        End();
        return units;

        void End()
        {
            if (IsName(unit.Name) && names.Add(unit.Name)) units.Add(unit);
            unit = new UnitStatus("");
        }
    }

    private static UnitStatus With(UnitStatus unit, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        "Id" => unit with { Name = value.ToString() },
        "LoadState" => unit with { IsThere = value is not "not-found" },
        "ActiveState" => unit with { State = value.ToString() },
        "Result" => unit with { Result = value.ToString() },
        "ExecMainStatus" => unit with { ExitStatus = (int?)Number(value, int.MaxValue) },
        "NRestarts" => unit with { Restarts = Number(value) },
        "MemoryCurrent" => unit with { MemoryBytes = Number(value) },
        "CPUUsageNSec" => unit with { CpuNanoseconds = Number(value) },
        "InvocationID" => unit with { Invocation = value.ToString() },
        "StateChangeTimestamp" => unit with { ChangedAt = Time(value) },
        _ => unit,
    };

    /// <summary>Null for <c>[not set]</c>, and for 2⁶⁴−1, which older versions print instead.</summary>
    private static long? Number(ReadOnlySpan<char> text, long most = long.MaxValue) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most ? value : null;

    /// <summary>Reads <c>Mon 2026-11-23 00:13:33 UTC</c>: the time zone is the tool's environment.</summary>
    private static long? Time(ReadOnlySpan<char> text) => DateTimeOffset.TryParseExact(
        text, "ddd yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.Contains('.')
        && text.All(each => char.IsAsciiLetterOrDigit(each) || each is ':' or '-' or '_' or '.' or '\\' or '@');
}
