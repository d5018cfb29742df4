using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Prometheus;

/// <summary>What becomes of the series of a source that is not dcmon's own.</summary>
/// <param name="Source">The label that every series gets, so that two sources never report the same series.</param>
/// <param name="MostSeries">More at once make the source unusable: see <see cref="ForeignSeries"/>.</param>
internal sealed record SeriesRules(Label Source, int MostSeries)
{
    /// <summary>The series to take; all where it is empty.</summary>
    public IReadOnlyList<SeriesPattern> Keep { get; init; } = [];

    /// <summary>The series to leave out, also of those to take.</summary>
    public IReadOnlyList<SeriesPattern> Drop { get; init; } = [];

    /// <summary>Put before each metric's name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>True for a series that is wanted.</summary>
    public bool Accepts(string name, IReadOnlyList<Label> labels) =>
        (Keep.Count == 0 || Keep.Any(each => each.Matches(name, labels))) && !Drop.Any(each => each.Matches(name, labels));
}
