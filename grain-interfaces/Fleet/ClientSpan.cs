namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>A span of a client's history, Unix milliseconds, both ends inclusive.</summary>
/// <param name="Client">Client id.</param>
/// <param name="From">Its start.</param>
/// <param name="To">Its end.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-span")]
public sealed record ClientSpan(
    [property: Id(0)] string Client,
    [property: Id(1)] long From,
    [property: Id(2)] long To);
