namespace Dcmon.Agent.Collectors.Smart;

/// <summary>What smartctl reported of one drive.</summary>
/// <param name="Status">How it went.</param>
/// <param name="Reading">What was read; empty where the drive was not reached.</param>
/// <param name="Error">The first error that smartctl prints, or null.</param>
internal sealed record SmartctlAnswer(SmartctlStatus Status, DriveReading Reading, string? Error)
{
    /// <summary>
    /// True for a volume that a RAID controller shows in the place of drives: smartctl asks to name the drive behind
    /// it, and <see cref="SmartctlScan"/> finds those.
    /// </summary>
    public bool IsRaidVolume => Error?.Contains("please try adding '-d ", StringComparison.Ordinal) == true;

    /// <summary>Why there is no reading, or null where there is one, or the drive has no SMART.</summary>
    public string? Problem =>
        Status.Unreached ? Error ?? $"smartctl could not open the drive (exit status {Status.Bits})"
        : Reading.Values.Count == 0 ? Error
        : null;
}
