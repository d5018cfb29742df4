using Dcmon.Agent.Collecting;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// Puts samples into the order of a schema that stays the same as long as it can: only a series that is new to it makes
/// another. A series that vanishes has no value from then on, and is left out of the next schema if it has been away
/// for a while; so a flapping device does not make a schema each time.
/// </summary>
internal sealed class ReportSchema(TimeProvider time)
{
    private static readonly TimeSpan RetentionAfterLoss = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Where a series has no room, or a server would not take it: it counts as known, but its values go nowhere.
    /// </summary>
    private const int NoRoom = -1;

    private readonly Dictionary<Series, int> _places = [];
    private double[] _values = [];
    private long[] _lastSeen = [];

    /// <summary>The schema of what <see cref="Arrange"/> returned last.</summary>
    public Schema Current { get; private set; } = Schema.Of([]);

    /// <summary>
    /// Series of the last samples that a schema has no room for (<see cref="WireLimits.MaxSeriesPerSchema"/>) or cannot
    /// hold (<see cref="SeriesLimits"/>): with one of those a server would refuse all.
    /// </summary>
    public int LeftOut { get; private set; }

    /// <summary>
    /// The values in the order of <see cref="Current"/>, NaN where there is none; valid until the next call.
    /// </summary>
    public ReadOnlySpan<double> Arrange(SampleSet samples)
    {
        if (TryPlace(samples)) return _values;
        Remake(samples);
        TryPlace(samples);
        return _values;
    }

    private bool TryPlace(SampleSet samples)
    {
        Array.Fill(_values, double.NaN);
        var now = time.GetTimestamp();
        var expected = 0;
        for (var i = 0; i < samples.Count; i++)
        {
            // Samples come in the same order each time, mostly: then no hash is needed.
            var series = samples.Series[i];
            var place = expected;
            if (!(place < _values.Length && ReferenceEquals(Current.Series[place], series))
                && !_places.TryGetValue(series, out place)) return false;
            if (place == NoRoom) continue;
            _values[place] = samples.Values[i];
            _lastSeen[place] = now;
            expected = place + 1;
        }

        return true;
    }

    private void Remake(SampleSet samples)
    {
        var series = new List<Series>();
        var lastSeen = new List<long>();
        var old = Current.Series;
        var now = time.GetTimestamp();
        _places.Clear();
        foreach (var each in samples.Series)
            Add(each, now);
        LeftOut = _places.Count - series.Count;
        for (var i = 0; i < old.Count; i++)
            if (series.Count < WireLimits.MaxSeriesPerSchema && time.GetElapsedTime(_lastSeen[i]) < RetentionAfterLoss)
                Add(old[i], _lastSeen[i]);

        Current = Schema.Of(series);
        _values = new double[series.Count];
        _lastSeen = [.. lastSeen];

        void Add(Series each, long seen)
        {
            if (!_places.TryAdd(each, series.Count)) return;
            if (series.Count < WireLimits.MaxSeriesPerSchema && SeriesLimits.Hold(each))
            {
                series.Add(each);
                lastSeen.Add(seen);
            }
            else _places[each] = NoRoom;
        }
    }
}
