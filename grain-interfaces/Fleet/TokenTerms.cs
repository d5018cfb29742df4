
namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>What an enrolment token is good for.</summary>
/// <param name="Lifetime">How long it may be used from now on.</param>
/// <param name="Uses">How many machines it may enrol, 1 or more.</param>
/// <param name="Tags">Tags that they get.</param>
/// <param name="Group">The group that they get into; null: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.token-terms")]
public sealed record TokenTerms(
    [property: Id(0)] TimeSpan Lifetime,
    [property: Id(1)] int Uses,
    [property: Id(2)] IReadOnlyList<string> Tags,
    [property: Id(3)] string? Group = null);
