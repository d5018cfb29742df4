using Dcmon.Queries;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Model;

/// <summary>What the store has to know of a client: a dictionary of all that was ever stored.</summary>
internal sealed class ModelClient
{
    private const long Hour = 3_600_000;

    private readonly SortedDictionary<(long Time, long Sequence), ModelReport> _ever = [];

    /// <summary>Those of which only roll-ups are left.</summary>
    private readonly HashSet<(long Time, long Sequence)> _expired = [];

    /// <summary>Ends of hours for which reports came after others had expired: their roll-ups cannot be exact any more.</summary>
    private readonly HashSet<long> _blurred = [];

    public IReadOnlyCollection<ModelReport> Ever => _ever.Values;

    public IEnumerable<(long Time, long Sequence)> Keys => _ever.Keys.Where(key => !_expired.Contains(key));

    public bool Has(ModelReport report) => _ever.ContainsKey(report.Key) && !_expired.Contains(report.Key);

    /// <summary>A report is stored.</summary>
    /// <param name="report">The report.</param>
    /// <param name="expiredUntil">Samples up to this time may have expired.</param>
    public void Store(ModelReport report, long expiredUntil)
    {
        _ever[report.Key] = report;
        _expired.Remove(report.Key);
        if (report.Time <= expiredUntil) _blurred.Add((report.Time + Hour - 1) / Hour * Hour);
    }

    /// <summary>The samples of a report have expired.</summary>
    public void Expire((long Time, long Sequence) key) => _expired.Add(key);

    /// <summary>Whether a point that stands for (after, until] can be exact.</summary>
    public bool IsSharp(long after, long until) => !_blurred.Any(end => end > after && end - Hour < until);

    /// <summary>The samples of a series; of two reports of one time, what the later one has counts.</summary>
    public RandomSeries Samples(Series series, bool expiredToo)
    {
        var samples = new SortedDictionary<long, double>();
        foreach (var report in _ever.Values)
            if ((expiredToo || !_expired.Contains(report.Key)) && Value(report, series) is var value && !double.IsNaN(value))
                samples[report.Time] = value;
        return new RandomSeries(series.Kind, [.. samples.Keys], [.. samples.Values]);
    }

    /// <summary>The points that a query of one series has to give, if nothing had ever expired.</summary>
    public SortedDictionary<long, double> Points(RangeQuery query, Series series) =>
        Queries.NaiveRange.Points(query, Samples(series, expiredToo: true));

    private static double Value(ModelReport report, Series series)
    {
        for (var i = 0; i < report.Values.Length; i++)
            if (report.Schema.Series[i].Equals(series))
                return report.Values[i];
        return double.NaN;
    }
}
