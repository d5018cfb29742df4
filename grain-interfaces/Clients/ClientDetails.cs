using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>All that is known of a machine now.</summary>
/// <param name="Summary">Its row.</param>
/// <param name="Facts">What it is; null until it reported them.</param>
/// <param name="Schema">The series of its newest report; null before the first.</param>
/// <param name="Time">Time of the newest report, Unix milliseconds; null before the first.</param>
/// <param name="Values">Values as reported, in the schema's order; NaN is "no value".</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-details")]
public sealed record ClientDetails(
    [property: Id(0)] ClientSummary Summary,
    [property: Id(1)] MachineFacts? Facts,
    [property: Id(2)] Schema? Schema,
    [property: Id(3)] long? Time,
    [property: Id(4)] double[] Values);
