namespace Dcmon.Peers.Results;

/// <summary>Values of several rounds.</summary>
/// <param name="Median">The middle one; the mean of the two in the middle where their number is even.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Count">How many there are, 1 and more.</param>
internal sealed record Spread(double Median, double Min, double Max, int Count)
{
    /// <summary>The spread of values; null where there are none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return null;
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1], sorted.Length);
    }
}
