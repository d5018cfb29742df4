using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>All that is known of a machine now.</summary>
/// <param name="Summary">Its row.</param>
/// <param name="Facts">What it is; null until it reported them.</param>
/// <param name="Schema">The series of its agent's newest report; null before the first.</param>
/// <param name="Time">Time of that report, Unix milliseconds; null before the first.</param>
/// <param name="Values">Values as reported, in the schema's order; NaN is "no value".</param>
/// <param name="Program">The program whose report that is, of a machine without an agent; null: the agent's.</param>
/// <param name="Programs">The newest reports of the other programs that push samples of it; values as reported.</param>
/// <param name="Refused">What the server refused of its reports lately; null: nothing.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-details")]
public sealed record ClientDetails(
    [property: Id(0)] ClientSummary Summary,
    [property: Id(1)] MachineFacts? Facts,
    [property: Id(2)] Schema? Schema,
    [property: Id(3)] long? Time,
    [property: Id(4)] double[] Values,
    [property: Id(5)] string? Program,
    [property: Id(6)] IReadOnlyList<ProgramState> Programs,
    [property: Id(7)] RefusedReports? Refused);
