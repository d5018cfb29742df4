using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries;

/// <summary>Which series of a client are meant: one metric, and matchers that all must fit.</summary>
/// <param name="Metric">The metric's name, exactly.</param>
/// <param name="Matchers">Conditions on labels.</param>
public sealed record SeriesSelector(string Metric, IReadOnlyList<LabelMatcher> Matchers)
{
    /// <summary>Whether the series is meant.</summary>
    public bool Matches(Series series)
    {
        if (series.Metric != Metric) return false;
        foreach (var matcher in Matchers)
            if (!matcher.Matches(series))
                return false;
        return true;
    }
}
