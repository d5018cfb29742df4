namespace Dcmon.GrainInterfaces.History;

/// <summary>A question about the past of one metric.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Clients">Client ids; null: all.</param>
/// <param name="Labels">Label values that a series must have.</param>
/// <param name="From">Unix milliseconds.</param>
/// <param name="To">Unix milliseconds, inclusive.</param>
/// <param name="Step">Milliseconds between points; 0: a point a report.</param>
/// <param name="Rate">Growth a second of a counter instead of its value.</param>
/// <param name="Window">Window of the rate, milliseconds; null: each step's own growth.</param>
/// <param name="Across">How the series of one client are combined; null: not at all.</param>
/// <param name="By">Labels that stay apart when they are combined; <c>client</c> may be one.</param>
/// <param name="Match">Further conditions in Prometheus' notation, such as <c>gpu=~"0|1"</c>; all must hold.</param>
/// <param name="Increase">Growth of a counter instead of its value.</param>
/// <param name="Over">How the values of one series within a step become one, or with <see cref="AcrossSeries.MinMax"/> two.</param>
/// <param name="Quantile">Which quantile, 0 to 1, where one is asked for.</param>
/// <param name="AcrossClients">Whether the series of all clients are combined, not those of each client by themselves.</param>
[GenerateSerializer, Immutable, Alias("dcmon.history-query")]
public sealed record HistoryQuery(
    [property: Id(0)] string Metric,
    [property: Id(1)] IReadOnlyList<string>? Clients,
    [property: Id(2)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(3)] long From,
    [property: Id(4)] long To,
    [property: Id(5)] long Step,
    [property: Id(6)] bool Rate,
    [property: Id(7)] long? Window,
    [property: Id(8)] AcrossSeries? Across,
    [property: Id(9)] IReadOnlyList<string> By,
    [property: Id(10)] IReadOnlyList<string>? Match = null,
    [property: Id(11)] bool Increase = false,
    [property: Id(12)] AcrossSeries Over = AcrossSeries.Average,
    [property: Id(13)] double? Quantile = null,
    [property: Id(14)] bool AcrossClients = false);

/// <summary>How several series, or several values of one, become one.</summary>
[GenerateSerializer, Alias("dcmon.across-series")]
public enum AcrossSeries
{
    /// <summary>Arithmetic mean.</summary>
    Average = 0,

    /// <summary>Sum.</summary>
    Sum = 1,

    /// <summary>Smallest.</summary>
    Minimum = 2,

    /// <summary>Largest.</summary>
    Maximum = 3,

    /// <summary>Number of values.</summary>
    Count = 4,

    /// <summary>A quantile, interpolated as Prometheus does.</summary>
    Quantile = 5,

    /// <summary>Newest; of several series the last in order of client and labels.</summary>
    Last = 6,

    /// <summary>Over time alone: smallest and largest in the order in which they came, two points a step, at its middle and at its end.</summary>
    MinMax = 7,
}
