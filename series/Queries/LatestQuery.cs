using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries;

/// <summary>Asks for the newest value of each selected series.</summary>
/// <param name="Selector">Which series.</param>
/// <param name="At">Values after this do not count, Unix milliseconds.</param>
/// <param name="LookBack">Nor do values as old as this or older, milliseconds.</param>
public sealed record LatestQuery(SeriesSelector Selector, long At, long LookBack = Counters.Counter.MaxGap);

/// <summary>The newest value of a series.</summary>
/// <param name="Client">Whose series.</param>
/// <param name="Series">Which.</param>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Value">Finite.</param>
public sealed record LatestSample(string Client, Series Series, long Time, double Value);
