using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Model;

/// <summary>
/// Makes the reports of one machine: uneven intervals, silences, times on the borders of buckets, two reports of one
/// time, values that are missing, a counter that starts over, schemas that change.
/// </summary>
internal sealed class ModelAgent(string name, long start, Random random)
{
    public static readonly Series Load = Reports.Gauge("load1");
    public static readonly Series Bytes = Reports.Counter("bytes_total", "device=x");
    public static readonly Series Other = Reports.Gauge("container_cpu", "name=x");

    private static readonly Schema[] Schemas =
    [
        Schema.Of([Load, Bytes]),
        Schema.Of([Other, Bytes, Load]),
        Schema.Of([Bytes, Reports.Gauge("temperature"), Load]),
    ];

    private Schema _schema = Schemas[0];
    private long _time = start;
    private long _sequence;
    private double _bytes;

    public string Name => name;

    /// <summary>What it could not send yet.</summary>
    public List<ModelReport> Withheld { get; } = [];

    /// <summary>The reports that it makes until then.</summary>
    public List<ModelReport> Report(long until)
    {
        var reports = new List<ModelReport>();
        for (Move(); _time <= until; Move())
        {
            if (random.Next(40) == 0) _schema = Schemas[random.Next(Schemas.Length)];
            var twins = random.Next(50) == 0 ? 2 : 1;
            for (var i = 0; i < twins; i++)
                reports.Add(new ModelReport(_time, _sequence++, _schema, [.. _schema.Series.Select(Next)]));
        }

        return reports;
    }

    private void Move() => _time += random.Next(60) switch
    {
        0 => random.Next(200_000, 500_000),
        1 => random.Next(1_000_000, 9_000_000),
        2 => 300_000 - _time % 300_000,
        3 => 3_600_000 - _time % 3_600_000,
        _ => random.Next(60_000, 330_000),
    };

    private double Next(Series series)
    {
        if (series.Kind == MetricKind.Gauge) return random.Next(10) == 0 ? double.NaN : random.Next(-5000, 5000) / 10.0;
        // Counters miss nothing: roll-ups know when reports came, not when this series was in them.
        return _bytes = random.Next(40) == 0 ? random.Next(100) : _bytes + random.Next(1000);
    }
}
