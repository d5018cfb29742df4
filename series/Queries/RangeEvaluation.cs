using Dcmon.Queries;
using Dcmon.TimeSeries.Queries.Lines;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// One range query while it is answered. Each thread gets a sink of its own and folds it in when it is done, so that
/// what is held at any time are the lines of the answer, not the series that go into them.
/// </summary>
internal sealed class RangeEvaluation
{
    private readonly RangePlan _plan;
    private readonly StepGrid _grid;
    private readonly QueryBudget _budget;
    private readonly LineSet _lines;
    private readonly List<PointList> _points = [];
    private readonly Lock _lock = new();

    /// <summary>Starts to answer a query.</summary>
    /// <exception cref="QueryTooLargeException">It has more steps than an answer may hold points.</exception>
    public RangeEvaluation(RangePlan plan)
    {
        _plan = plan;
        _grid = new StepGrid(plan);
        _budget = new QueryBudget(plan);
        _lines = new LineSet(plan, _grid.Points, _budget);
    }

    /// <summary>A sink for one thread; end each client's scan with <see cref="RangeSink.EndClient"/>.</summary>
    public RangeSink NewSink(CancellationToken cancel) => new(_plan, _grid, _budget, cancel);

    /// <summary>Takes what a sink has gathered; it is not used any more.</summary>
    public void Fold(RangeSink sink)
    {
        lock (_lock)
        {
            _lines.Merge(sink.Lines);
            _points.AddRange(sink.Points);
        }
    }

    /// <summary>The answer, when all sinks are folded in.</summary>
    public RangeAnswer Finish()
    {
        if (_grid.Step == 0) return FinishPoints();
        var lines = _lines.Lines.Select(line => (line.Key, Values: line.Value.Finish())).ToList();
        var points = PointsWithValues(lines.Select(line => line.Values));
        var times = Array.ConvertAll(points, _grid.Time);
        return Result(times, lines.Select(
            line => (line.Key, points.Length == _grid.Points ? line.Values : Array.ConvertAll(points, point => line.Values[point]))));
    }

    /// <summary>The points at which some line has a value.</summary>
    private int[] PointsWithValues(IEnumerable<double[]> lines)
    {
        var hasValue = new bool[_grid.Points];
        foreach (var values in lines)
            for (var point = 0; point < values.Length; point++)
                hasValue[point] |= !double.IsNaN(values[point]);
        var points = new List<int>(_grid.Points);
        for (var point = 0; point < hasValue.Length; point++)
            if (hasValue[point]) points.Add(point);
        return [.. points];
    }

    /// <summary>Puts the points of a query without a step on one axis of time.</summary>
    private RangeAnswer FinishPoints()
    {
        var union = new HashSet<long>();
        foreach (var points in _points)
            foreach (var time in points.Times)
                union.Add(time);
        var times = union.ToArray();
        Array.Sort(times);

        var lines = new LineSet(_plan, times.Length, _budget);
        foreach (var points in _points)
        {
            var target = lines[LineKey.Of(_plan, points.Client, points.Series)].Member(points.Client, points.Series);
            for (int i = 0, at = 0; i < points.Times.Length; i++, at++)
            {
                while (times[at] != points.Times[i]) at++;
                target.Put(at, times[at], points.Values[i]);
            }
        }

        return Result(times, lines.Lines.Select(line => (line.Key, line.Value.Finish())));
    }

    private static RangeAnswer Result(long[] times, IEnumerable<(LineKey Key, double[] Values)> lines) => new(
        times,
        lines.Where(line => !Array.TrueForAll(line.Values, double.IsNaN))
            .OrderBy(line => line.Key.Client, StringComparer.Ordinal)
            .ThenBy(line => string.Join('\0', line.Key.Labels.Select(label => label.Value)), StringComparer.Ordinal)
            .Select(line => new RangeLine(line.Key.Client, line.Key.Labels.ByName(), line.Values))
            .ToArray());
}
