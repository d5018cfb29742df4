using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>Counts what of a machine's reports was refused, for its page.</summary>
public sealed class RefusalTally
{
    private const long ShownFor = 24 * 3_600_000;

    private RefusedReports? _last;

    /// <summary>What was refused lately; null: nothing.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public RefusedReports? Lately(long now) => _last?.At > now - ShownFor ? _last : null;

    /// <summary>Adds the refused ones among the reports of a message.</summary>
    /// <param name="objections">What there is to object to each report; null: nothing.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void Add(ReportStatus?[] objections, long now)
    {
        foreach (var each in objections)
            if (each is { Outcome: ReportOutcome.Refused, Reason: { } reason })
                Add(reason, now);
    }

    /// <summary>Adds one.</summary>
    /// <param name="reason">Why it was refused.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void Add(string reason, long now) => _last = new RefusedReports((Lately(now)?.Count ?? 0) + 1, reason, now);
}
