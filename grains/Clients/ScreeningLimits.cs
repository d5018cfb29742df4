using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>What the server takes of one machine at present.</summary>
/// <param name="Now">The server's clock, Unix milliseconds.</param>
/// <param name="SampleRetention">How long samples are kept: reports as old as this are refused.</param>
/// <param name="Series">Bounds the machine's different series, and what else it reports within a window of time.</param>
/// <param name="Quota">Bounds what it reports in a day; null: nothing does.</param>
public sealed record ScreeningLimits(long Now, TimeSpan SampleRetention, SeriesBudget Series, ClientQuota? Quota = null)
{
    /// <summary>Schemas that came with the message and were not known.</summary>
    public IReadOnlyCollection<SchemaHash> NewSchemas { get; init; } = [];

    /// <summary>Whether half of all is left to others: what programs send must not keep the agent's reports out.</summary>
    public bool LeaveHalf { get; init; }

    /// <summary>Reports of this time and before are too old, Unix milliseconds.</summary>
    public long Oldest => Now - (long)SampleRetention.TotalMilliseconds;

    /// <summary>Reports after this time are too far ahead, Unix milliseconds.</summary>
    public long Newest => Now + WireLimits.MaxFutureMilliseconds;

    /// <summary>Whether a time is within both.</summary>
    public bool AreWithin(long time) => time > Oldest && time <= Newest;
}
