using System.Runtime.InteropServices;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Rows of several sources in one order; a report that several have is there once. Worked out once for all columns.</summary>
internal sealed class MergedRows : RawRows
{
    private readonly IReadOnlyList<RawRows> _sources;
    private readonly List<long> _times = [];
    private readonly List<long> _sequences = [];

    /// <summary>For each source where each of its rows goes; −1: another source had it.</summary>
    private readonly int[][] _targets;

    /// <summary>For each series its column in each source; −1: not there.</summary>
    private readonly List<int[]> _columns = [];
    private readonly List<Series> _series = [];
    private double[] _scratch = [];

    /// <summary>Merges; each source is in order of time and sequence number.</summary>
    public MergedRows(IReadOnlyList<RawRows> sources)
    {
        _sources = sources;
        _targets = [.. sources.Select(source => new int[source.Times.Length])];
        Order();
        Unite();
        for (var i = 0; i < sources.Count; i++)
            sources[i].WillRead(_columns.Select(column => column[i]).Where(own => own >= 0));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Times => CollectionsMarshal.AsSpan(_times);

    /// <inheritdoc/>
    public override ReadOnlySpan<long> Sequences => CollectionsMarshal.AsSpan(_sequences);

    /// <inheritdoc/>
    public override IReadOnlyList<Series> Series => _series;

    /// <inheritdoc/>
    public override bool IsRandomAccess => _sources.All(source => source.IsRandomAccess);

    /// <inheritdoc/>
    public override void Read(int column, Span<double> values)
    {
        values.Fill(double.NaN);
        for (var i = 0; i < _sources.Count; i++)
        {
            if (_columns[column][i] is not (>= 0 and var own)) continue;
            var targets = _targets[i];
            if (_scratch.Length < targets.Length) _scratch = new double[targets.Length];
            var read = _scratch.AsSpan(0, targets.Length);
            _sources[i].Read(own, read);
            for (var row = 0; row < read.Length; row++)
                if (targets[row] >= 0)
                    values[targets[row]] = read[row];
        }
    }

    private void Order()
    {
        var next = new int[_sources.Count];
        while (First(next) is >= 0 and var source)
        {
            var row = next[source]++;
            var (time, sequence) = (_sources[source].Times[row], _sources[source].Sequences[row]);
            if (_times.Count > 0 && _times[^1] == time && _sequences[^1] == sequence)
            {
                _targets[source][row] = -1;
                continue;
            }

            _targets[source][row] = _times.Count;
            _times.Add(time);
            _sequences.Add(sequence);
        }
    }

    /// <summary>The source whose next row comes first; −1 at the end of all.</summary>
    private int First(int[] next)
    {
        var first = -1;
        for (var i = 0; i < next.Length; i++)
            if (next[i] < _sources[i].Times.Length && (first < 0 || Key(i).CompareTo(Key(first)) < 0))
                first = i;
        return first;

        (long, long) Key(int source) => (_sources[source].Times[next[source]], _sources[source].Sequences[next[source]]);
    }

    /// <summary>Unites the series. Those of the widest source come first, in its order, so that its schema can serve the whole.</summary>
    private void Unite()
    {
        var places = new Dictionary<Series, int>();
        foreach (var source in Enumerable.Range(0, _sources.Count).OrderByDescending(i => _sources[i].Series.Count))
            for (var column = 0; column < _sources[source].Series.Count; column++)
            {
                var series = _sources[source].Series[column];
                if (!places.TryGetValue(series, out var place))
                {
                    places[series] = place = _series.Count;
                    _series.Add(series);
                    _columns.Add([.. Enumerable.Repeat(-1, _sources.Count)]);
                }

                _columns[place][source] = column;
            }
    }
}
