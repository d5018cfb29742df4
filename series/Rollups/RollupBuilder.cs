using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// Builds the summaries of a block: of its samples, or of a finer tier's summaries. Say first where the block's rows
/// lie (<see cref="BeginSamples"/>, <see cref="BeginSummaries"/>), then hand over its series one by one. Everything is
/// reused: what is given out is valid until the next call. For one thread.
/// </summary>
internal sealed class RollupBuilder
{
    private readonly Buckets _buckets = new();

    /// <summary>Where the summaries are; after a Begin, its times are there too.</summary>
    public SummaryBuffers Buffers { get; } = new();

    /// <summary>Starts a block made of samples.</summary>
    /// <param name="tier">The tier to build.</param>
    /// <param name="times">Times of the reports, ascending, Unix milliseconds.</param>
    public void BeginSamples(Tier tier, ReadOnlySpan<long> times) => Begin(tier, times, times, times);

    /// <summary>Starts a block made of a finer tier's summaries.</summary>
    /// <param name="tier">The tier to build.</param>
    /// <param name="fine">The finer tier; its fields do not matter here.</param>
    public void BeginSummaries(Tier tier, scoped in SummaryColumns fine) =>
        Begin(tier, fine.Ends, fine.FirstTimes, fine.LastTimes);

    /// <summary>Summarises a series.</summary>
    /// <param name="kind">Counters have growth, gauges have not.</param>
    /// <param name="times">The times given to <see cref="BeginSamples"/>.</param>
    /// <param name="values">As many values; NaN where there is none.</param>
    public SummaryColumns FromSamples(MetricKind kind, ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        Hold(kind);
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            var (row, end) = _buckets.Rows(bucket);
            var fold = new SummaryFold(kind);
            for (; row < end; row++)
                fold.Add(times[row], values[row]);
            Put(bucket, fold.Finish());
        }

        return Buffers.Columns;
    }

    /// <summary>Summarises a series of which there are finer summaries.</summary>
    /// <param name="kind">Counters have growth, gauges have not.</param>
    /// <param name="fine">All fields that are kept of this kind; the rows given to <see cref="BeginSummaries"/>.</param>
    public SummaryColumns FromSummaries(MetricKind kind, scoped in SummaryColumns fine)
    {
        Hold(kind);
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            var (row, end) = _buckets.Rows(bucket);
            var fold = new SummaryFold(kind);
            for (; row < end; row++)
                fold.Add(Row(fine, row));
            Put(bucket, fold.Finish());
        }

        return Buffers.Columns;
    }

    private static Summary Row(scoped in SummaryColumns fine, int row) => new()
    {
        FirstTime = fine.FirstTimes[row],
        LastTime = fine.LastTimes[row],
        Minimum = fine.Minimum[row],
        Maximum = fine.Maximum[row],
        Sum = fine.Sum[row],
        Count = fine.Count[row],
        First = fine.First[row],
        Last = fine.Last[row],
        Increase = fine.Increase.IsEmpty ? double.NaN : fine.Increase[row],
        Covered = fine.Covered.IsEmpty ? double.NaN : fine.Covered[row],
    };

    private void Begin(Tier tier, ReadOnlySpan<long> times, ReadOnlySpan<long> firstTimes, ReadOnlySpan<long> lastTimes)
    {
        _buckets.Split(tier, times);
        Buffers.Reset(tier, _buckets.Count);
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            var (start, end) = _buckets.Rows(bucket);
            Buffers.Ends[bucket] = Buckets.EndOf(tier, times[start]);
            Buffers.FirstTimes[bucket] = firstTimes[start];
            Buffers.LastTimes[bucket] = lastTimes[end - 1];
        }
    }

    private void Hold(MetricKind kind) =>
        Buffers.Fields = kind == MetricKind.Counter ? SummaryFields.Counter : SummaryFields.Gauge;

    private void Put(int bucket, in Summary summary)
    {
        Buffers[SummaryFields.Minimum][bucket] = summary.Minimum;
        Buffers[SummaryFields.Maximum][bucket] = summary.Maximum;
        Buffers[SummaryFields.Sum][bucket] = summary.Sum;
        Buffers[SummaryFields.Count][bucket] = summary.Count;
        Buffers[SummaryFields.First][bucket] = summary.First;
        Buffers[SummaryFields.Last][bucket] = summary.Last;
        if ((Buffers.Fields & SummaryFields.Increase) == 0) return;
        Buffers[SummaryFields.Increase][bucket] = summary.Increase;
        Buffers[SummaryFields.Covered][bucket] = summary.Covered;
    }
}
