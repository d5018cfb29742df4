namespace Dcmon.Peers.Results;

/// <summary>
/// What was measured, round by round. The n-th values of all systems are of the same round, minutes apart at most.
/// </summary>
internal sealed class Measurements
{
    private readonly Dictionary<(Figure Figure, string System), List<double>> _values = [];

    /// <summary>Adds the value of a system's next round.</summary>
    public void Add(Figure figure, string system, double value)
    {
        if (!_values.TryGetValue((figure, system), out var values)) _values[(figure, system)] = values = [];
        values.Add(value);
    }

    /// <summary>A system's values; null where it was not measured.</summary>
    public Spread? Of(Figure figure, string system) => Spread.Of(ValuesOf(figure, system));

    /// <summary>One system's value divided by the other's of the same round; null where one was not measured.</summary>
    public Spread? Ratio(Figure figure, string system, string other) =>
        Spread.Of(ValuesOf(figure, system).Zip(ValuesOf(figure, other), (ours, theirs) => ours / theirs));

    private List<double> ValuesOf(Figure figure, string system) => _values.GetValueOrDefault((figure, system)) ?? [];
}
