using Orleans;

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
/// <param name="By">Labels that stay apart when they are combined.</param>
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
    [property: Id(9)] IReadOnlyList<string> By);

/// <summary>How several series become one.</summary>
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
}
