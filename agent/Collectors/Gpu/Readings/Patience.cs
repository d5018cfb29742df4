using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Keeps from asking for what a card does not have: each question costs a call into the driver. After 10 minutes it is asked
/// again, as dividing a card (MIG) or switching a mode brings and takes values.
/// </summary>
internal struct Patience
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    private TimeSpan _notBefore;

    /// <summary>True where it is time to ask.</summary>
    public readonly bool IsDue(TimeSpan now) => now >= _notBefore;

    /// <summary>Takes note of an answer.</summary>
    public void Note(NvmlCode code, TimeSpan now) => _notBefore = code.IsLasting() ? now + AskAgain : TimeSpan.Zero;
}
