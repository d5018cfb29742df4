using System.Globalization;
using Dcmon.Agent.Collectors.Gpu.Devices;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>
/// Texts of nvidia-smi: <c>71.50 W</c>, <c>41 C</c>, <c>16x</c>, <c>P8</c>, <c>Enabled</c>. Whatever else stands there
/// (<c>N/A</c>, <c>[Not Supported]</c>, <c>Unknown Error</c>, <c>Requested functionality has been deprecated</c>) is no
/// value.
/// </summary>
internal static class SmiValue
{
    private static readonly Dictionary<string, BaseUnit> Units = new()
    {
        [""] = BaseUnit.One,
        ["W"] = BaseUnit.One,
        ["C"] = BaseUnit.One,
        ["x"] = BaseUnit.One,
        ["%"] = BaseUnit.Percent,
        ["MHz"] = BaseUnit.Mega,
        ["MiB"] = BaseUnit.Mebi,
        ["KB/s"] = BaseUnit.Kilo,
        ["us"] = BaseUnit.Micro,
    };

    /// <summary>A number with its unit, in base units; NaN for anything else.</summary>
    public static double Number(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var end = text.IndexOfAnyExcept("+-.0123456789");
        var number = end < 0 ? text : text[..end];
        var unit = end < 0 ? "" : text[end..].Trim();
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out var known)
                ? known.Of(value)
                : double.NaN;
    }

    /// <summary>1 for what is on, 0 for what is off; NaN for anything else.</summary>
    public static double Flag(ReadOnlySpan<char> text) => text.Trim() switch
    {
        "Enabled" or "Active" or "Yes" => 1,
        "Disabled" or "Not Active" or "No" => 0,
        _ => double.NaN,
    };

    /// <summary>A performance state, <c>P0</c> to <c>P15</c>; NaN for anything else.</summary>
    public static double PerformanceState(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length is 2 or 3 && text[0] == 'P' && Number(text[1..]) is >= 0 and <= 15 and var state ? state : double.NaN;
    }

    /// <summary>
    /// The recovery that the driver requests, by the numbers of <c>gpu_recovery_action</c>; NaN for anything else.
    /// </summary>
    public static double RecoveryAction(ReadOnlySpan<char> text) => text.Trim() switch
    {
        "None" => 0,
        "Reset" or "GPU Reset" => 1,
        "Reboot" or "Node Reboot" => 2,
        "Drain P2P" => 3,
        "Drain and Reset" => 4,
        _ => double.NaN,
    };

    /// <summary>The text, or null where it stands for none.</summary>
    public static string? Text(string text) => text.Trim() is { Length: > 0 and <= 256 } some and not ("N/A" or "[N/A]" or "0") && !IsLost(some) ? some : null;

    /// <summary>True where the card answers nothing any more.</summary>
    public static bool IsLost(ReadOnlySpan<char> text) =>
        text.Contains("GPU is lost", StringComparison.OrdinalIgnoreCase) || text.Contains("GPU requires reset", StringComparison.OrdinalIgnoreCase);
}
