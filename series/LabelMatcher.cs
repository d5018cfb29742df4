using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries;

/// <summary>Asks of a series that a label has exactly this value; a label that it lacks counts as empty.</summary>
/// <param name="Name">The label's name.</param>
/// <param name="Value">The value wanted; empty matches series without the label.</param>
public readonly record struct LabelMatcher(string Name, string Value)
{
    /// <summary>Whether the series fits.</summary>
    public bool Matches(Series series) => (series[Name] ?? "") == Value;
}
