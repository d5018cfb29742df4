using Dcmon.Wire.Reports;

namespace Dcmon.Load.Agents;

/// <summary>The reports without acknowledgement, in memory, by number. Belongs to the agent's loop.</summary>
internal sealed class PendingReports
{
    /// <summary>As many as the real agent sends of the past at once.</summary>
    private const int LargestBatch = 200;

    private readonly SortedDictionary<long, PendingReport> _bySequence = [];

    /// <summary>How many there are.</summary>
    public int Count => _bySequence.Count;

    /// <summary>Adds one.</summary>
    public void Add(Report report, Schema schema) =>
        _bySequence.Add(report.Sequence, new PendingReport(report, schema));

    /// <summary>What to send next: the newest report, for whoever watches now, and the oldest.</summary>
    public IReadOnlyList<PendingReport> Batch()
    {
        var oldest = _bySequence.Values.Take(LargestBatch).ToList();
        var newest = _bySequence[_bySequence.Keys.Last()];
        if (_bySequence.Count > LargestBatch) oldest[^1] = newest;
        return oldest;
    }

    /// <summary>Takes one out; null where it is not there.</summary>
    public PendingReport? Remove(long sequence) => _bySequence.Remove(sequence, out var report) ? report : null;
}
