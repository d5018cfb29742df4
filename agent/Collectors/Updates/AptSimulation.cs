namespace Dcmon.Agent.Collectors.Updates;

/// <summary>
/// Reads what <c>apt-get -s dist-upgrade</c> would do: lines <c>Inst NAME [OLD] (NEW ORIGIN, … [ARCH])</c>. One without
/// an old version is a package that is not there yet, such as another kernel, and comes along with one that is.
/// </summary>
internal static class AptSimulation
{
    /// <summary>Counts the packages. All other lines are passed over.</summary>
    public static (int All, int Security) Parse(ReadOnlySpan<char> text)
    {
        var (all, security) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            if (!line.StartsWith("Inst ")) continue;
            var open = line.IndexOf('(');
            if (open < 0 || !line[..open].Contains('[')) continue;
            all++;
            var close = line[open..].IndexOf(')');
            if (close > 0 && IsSecurity(line[open..(open + close)])) security++;
        }

        return (all, security);
    }

    // Debian-Security:12/stable-security, Ubuntu:22.04/jammy-security, UbuntuESM:22.04/jammy-infra-security
    private static bool IsSecurity(ReadOnlySpan<char> origins) =>
        origins.Contains("-security", StringComparison.Ordinal) || origins.Contains("Debian-Security", StringComparison.Ordinal);
}
