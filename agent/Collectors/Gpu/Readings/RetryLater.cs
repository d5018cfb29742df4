using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Skips values that a card does not have, since each costs a call into the driver. They are tried again after 10
/// minutes: dividing a card (MIG) or switching a mode adds and removes values.
/// </summary>
internal struct RetryLater
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    private TimeSpan _notBefore;

    /// <summary>True where a call is due.</summary>
    public readonly bool IsDue(TimeSpan now) => now >= _notBefore;

    /// <summary>Records the result of a call.</summary>
    public void Record(NvmlCode code, TimeSpan now) => _notBefore = code.IsLasting() ? now + RetryAfter : TimeSpan.Zero;
}
