using Dcmon.Queries;
using Dcmon.TimeSeries.Counters;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Model;

/// <summary>A range query of one series, chosen by chance, whose every point is worked out anew from all reports.</summary>
internal sealed class ModelQuery
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    private static readonly long[] Steps = [0, 45_000, Minute, 5 * Minute, 15 * Minute, Hour, 6 * Hour];
    private static readonly Series[] Series = [ModelAgent.Load, ModelAgent.Bytes, ModelAgent.Other];

    private readonly Series _series;
    private readonly RangeQuery _query;

    /// <summary>Chooses one.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="start">The first report came after this time, Unix milliseconds.</param>
    /// <param name="now">The last came before.</param>
    public ModelQuery(Random random, long start, long now)
    {
        _series = Series[random.Next(Series.Length)];
        var step = Steps[random.Next(Steps.Length)];
        var from = random.NextInt64(start, now);
        var to = Math.Min(now, from + random.Next(1, 150) * Math.Max(step, Minute));
        var function = _series.Kind == MetricKind.Counter ? (Function)random.Next(3) : Function.Values;
        long? window = function == Function.Values || random.Next(2) == 0
            ? null
            : new[] { 5 * Minute, 15 * Minute, Hour, 7 * Minute }[random.Next(4)];
        _query = Ask.Range($"{_series}", from, to, step, function, window, (Aggregation)random.Next(7)) with
        {
            Quantile = random.Next(5) / 4.0,
        };
    }

    /// <summary>Asks the store, and compares.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">The client's id.</param>
    /// <param name="client">What it has to know of the client.</param>
    /// <param name="expiry">When retention ran last, Unix milliseconds, and with what; what is older need not be exact.</param>
    public async Task CheckAsync(SeriesStore store, string name, ModelClient client, (long At, MaintenanceOptions Options) expiry)
    {
        var result = await store.ReadAsync(_query with { Clients = [name] }, default);
        Assert.InRange(result.Series.Count, 0, 1);
        var answers = result.Series.Count == 0 ? [] : result.Times.Zip(result.Series[0].Values)
            .Where(each => !double.IsNaN(each.Second)).ToDictionary(each => each.First, each => each.Second);
        var expected = client.Points(_query, _series);
        var kept = expiry.At - (long)expiry.Options.RetentionOf(_query.Plan().Resolution).TotalMilliseconds;
        foreach (var end in answers.Keys.Union(expected.Keys))
        {
            var after = end - Reach;
            if (after < kept || !client.IsSharp(after, end)) continue;
            var (answer, wanted) = (answers.GetValueOrDefault(end, double.NaN), expected.GetValueOrDefault(end, double.NaN));
            var isClose = Math.Abs(answer - wanted) <= 1e-9 * Math.Max(1, Math.Abs(wanted))
                || (double.IsNaN(answer) && double.IsNaN(wanted));
            Assert.True(isClose, $"{_query} of {name}: {answer} at {end}, expected {wanted}");
        }
    }

    /// <summary>How far back a point looks.</summary>
    private long Reach => _query.Plan().IsGrowth ? _query.Window ?? _query.Step + Counter.MaxGap : Math.Max(_query.Step, 1);
}
