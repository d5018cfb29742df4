using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>The newest report of a program that pushes samples of a machine.</summary>
/// <param name="Program">The name of its token, or <c>certificate</c>.</param>
/// <param name="Schema">The series of the report.</param>
/// <param name="Time">Unix milliseconds, as the program says.</param>
/// <param name="Values">In the schema's order; NaN is "no value".</param>
[GenerateSerializer, Immutable, Alias("dcmon.program-state")]
public sealed record ProgramState(
    [property: Id(0)] string Program,
    [property: Id(1)] Schema Schema,
    [property: Id(2)] long Time,
    [property: Id(3)] double[] Values);
