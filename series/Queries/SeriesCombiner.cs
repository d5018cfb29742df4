using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Puts the points of all series on one axis of time, and combines series where the query says so.</summary>
internal static class SeriesCombiner
{
    /// <summary>Combines.</summary>
    public static RangeResult Combine(RangeQuery query, IReadOnlyList<PointList> points)
    {
        var times = Axis(points);
        var lines = points
            .Where(each => each.Times.Count > 0)
            .GroupBy(each => new Line(each.Client, LabelsOf(query, each.Series)))
            .Select(group => new ResultSeries(group.Key.Client, group.Key.Labels, Values(query, times, [.. group])))
            .OrderBy(line => line.Client, StringComparer.Ordinal)
            .ThenBy(line => string.Join('\0', line.Labels.Select(label => label.Value)), StringComparer.Ordinal)
            .ToList();
        return new RangeResult(times, lines);
    }

    private static long[] Axis(IReadOnlyList<PointList> points)
    {
        // Series of one client mostly share their times: a sort of the union is cheap then.
        var union = new HashSet<long>();
        foreach (var each in points)
            union.UnionWith(each.Times);
        var times = union.ToArray();
        Array.Sort(times);
        return times;
    }

    private static Label[] LabelsOf(RangeQuery query, Series series)
    {
        if (query.Across is null) return series.Labels.ToArray();
        if (query.By is not { } by) return [];
        return series.Labels.ToArray().Where(label => by.Contains(label.Name)).ToArray();
    }

    private static double[] Values(RangeQuery query, long[] times, List<PointList> members)
    {
        var accumulators = new Accumulator[times.Length];
        foreach (var member in members)
            for (int i = 0, at = 0; i < member.Times.Count; i++, at++)
            {
                while (times[at] != member.Times[i]) at++;
                accumulators[at].Add(member.Values[i]);
            }

        return Array.ConvertAll(accumulators, each => each.Result(query.Across ?? Aggregation.Last));
    }

    /// <summary>What tells one line of the answer from another.</summary>
    private sealed record Line(string Client, Label[] Labels)
    {
        public bool Equals(Line? other) =>
            other is not null && Client == other.Client && Labels.AsSpan().SequenceEqual(other.Labels);

        public override int GetHashCode() =>
            Labels.Aggregate(Client.GetHashCode(StringComparison.Ordinal), (hash, label) => HashCode.Combine(hash, label));
    }
}
