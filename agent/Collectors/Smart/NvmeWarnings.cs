namespace Dcmon.Agent.Collectors.Smart;

/// <summary>The byte <c>Critical Warning</c> of the NVMe specification's SMART log (02h).</summary>
internal static class NvmeWarnings
{
    /// <summary>Values of the label <c>warning</c>; each one's place is its bit.</summary>
    public static readonly string[] Names = ["spare", "temperature", "reliability", "read_only", "backup", "memory_region"];

    /// <summary>True where the warning at this place is given.</summary>
    public static bool Has(int warnings, int place) => (warnings >> place & 1) == 1;
}
