using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients.Figures;
using Dcmon.TimeSeries.Counters;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// The newest value of each series of one machine, and for counters their growth a second since the value before.
/// Belongs to one grain and is only used on its turns.
/// </summary>
public sealed class LatestState
{
    private double[] _values = [];

    /// <summary>Room for the values of the report that comes in.</summary>
    private double[] _incoming = [];

    /// <summary>Which series of the schema are counters.</summary>
    private bool[] _isCounter = [];
    private double[] _rates = [];

    /// <summary>When each series last had a value; a series may be missing from single reports.</summary>
    private long[] _times = [];

    /// <summary>The series of the newest report; null before the first.</summary>
    public Schema? Schema { get; private set; }

    /// <summary>Time of the newest report, Unix milliseconds; null before the first.</summary>
    public long? Time { get; private set; }

    /// <summary>Main figures of the newest report.</summary>
    public ClientFigures Figures { get; private set; } = ClientFigures.None;

    /// <summary>Figures of each GPU in the newest report.</summary>
    public IReadOnlyList<GpuFigures> Gpus { get; private set; } = [];

    private FigurePlan _plan = FigurePlan.For([]);

    /// <summary>Whether a report of that time is news.</summary>
    public bool IsNewer(long time) => Time is not { } newest || time > newest;

    /// <summary>
    /// Takes a report that <see cref="IsNewer"/>; its values were checked against the schema. One without values, which carries the
    /// events of a report whose values were refused, changes nothing.
    /// </summary>
    public void Apply(Schema schema, Report report)
    {
        if (schema.Series.Count == 0) return;
        if (Schema?.Hash != schema.Hash) ChangeSchema(schema);
        ValuePacking.Unpack(report.Values.Span, _incoming);
        var (incoming, rates, values, times, isCounter) = (_incoming, _rates, _values, _times, _isCounter);
        for (var i = 0; i < incoming.Length; i++)
        {
            var (now, rate) = (incoming[i], double.NaN);
            if (!double.IsNaN(now))
            {
                if (isCounter[i] && times[i] != 0) rate = Counter.Rate(times[i], values[i], report.Time, now);
                (values[i], times[i]) = (now, report.Time);
            }

            rates[i] = rate;
        }

        Time = report.Time;
        // What the newest report lacks is not known: an older value must not pass for it.
        Figures = _plan.Figures(incoming, rates);
        Gpus = _plan.Gpus(incoming);
    }

    /// <summary>Values as reported, in the schema's order; NaN where the newest report has none.</summary>
    public double[] Values() => Select((_, i) => _values[i]);

    /// <summary>What is shown: gauges as they are, counters as growth a second; NaN where there is none.</summary>
    public double[] LiveValues() =>
        Select((series, i) => series.Kind == MetricKind.Counter ? _rates[i] : _values[i]);

    private double[] Select(Func<Series, int, double> value)
    {
        var selected = new double[_values.Length];
        for (var i = 0; i < selected.Length; i++)
            selected[i] = _times[i] == Time ? value(Schema!.Series[i], i) : double.NaN;
        return selected;
    }

    /// <summary>
    /// Series that stay keep their previous values, so that a new container or disk does not interrupt the rates of others.
    /// </summary>
    private void ChangeSchema(Schema schema)
    {
        var before = new Dictionary<Series, int>();
        for (var i = 0; i < _values.Length; i++)
            before[Schema!.Series[i]] = i;

        var count = schema.Series.Count;
        var (values, times) = (new double[count], new long[count]);
        for (var i = 0; i < count; i++)
            if (before.TryGetValue(schema.Series[i], out var old))
                (values[i], times[i]) = (_values[old], _times[old]);

        (Schema, _values, _times, _rates, _incoming) = (schema, values, times, new double[count], new double[count]);
        _isCounter = [.. schema.Series.Select(series => series.Kind == MetricKind.Counter)];
        _plan = FigurePlan.For(schema.Series);
    }
}
