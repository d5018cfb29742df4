namespace Dcmon.GrainInterfaces.Clients;

/// <summary>What the server refused of a machine's reports in the last day, at most since it started.</summary>
/// <param name="Count">Reports, and changes of facts.</param>
/// <param name="Reason">Why the last one was.</param>
/// <param name="At">When that was, Unix milliseconds by the server's clock.</param>
[GenerateSerializer, Immutable, Alias("dcmon.refused-reports")]
public sealed record RefusedReports(
    [property: Id(0)] long Count,
    [property: Id(1)] string Reason,
    [property: Id(2)] long At);
