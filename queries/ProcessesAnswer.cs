using Dcmon.Wire.Extras;

namespace Dcmon.Queries;

/// <summary>Which processes used a machine most at a time.</summary>
/// <param name="Time">Time of the report that had them, Unix milliseconds.</param>
/// <param name="Table">The processes.</param>
[GenerateSerializer, Immutable, Alias("dcmon.processes-answer")]
public sealed record ProcessesAnswer(
    [property: Id(0)] long Time,
    [property: Id(1)] ProcessTable Table);
