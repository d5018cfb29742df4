using System.Globalization;
using System.Text.RegularExpressions;
using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>What systemd itself says of a unit that does not run.</summary>
internal static partial class SystemdAnalyze
{
    /// <summary>Fails where a unit has mistakes.</summary>
    /// <param name="unit">Its file; the programs that it names must be there.</param>
    public static async Task AssertCorrectAsync(string unit)
    {
        var (_, said, log) = await Programs.RunAsync("/usr/bin/systemd-analyze", "verify", "--man=no", unit);
        // It ends with 0 whatever it says.
        Assert.DoesNotContain(log.Split('\n'), line => line.Contains(Path.GetFileName(unit), StringComparison.Ordinal));
        Assert.Equal("", said);
    }

    /// <summary>How exposed a unit is, 0 to 10.</summary>
    public static async Task<double> ExposureAsync(string unit)
    {
        var (_, said, log) = await Programs.RunAsync("/usr/bin/systemd-analyze", "security", "--offline=true", "--no-pager", unit);
        var level = Level().Match(said);
        Assert.True(level.Success, said + log);
        return double.Parse(level.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Overall exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Level();
}
