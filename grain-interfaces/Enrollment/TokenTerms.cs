namespace Dcmon.GrainInterfaces.Enrollment;

/// <summary>What an enrolment token allows.</summary>
/// <param name="Lifetime">How long it may be used from now on, 1 s to 30 days.</param>
/// <param name="Uses">How many machines it may enrol, 1 to 10,000.</param>
/// <param name="Tags">Tags that they get: at most 20, of 1 to 50 characters each.</param>
/// <param name="Group">The group that they get into, 1 to 80 characters; null: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.token-terms")]
public sealed record TokenTerms(
    [property: Id(0)] TimeSpan Lifetime,
    [property: Id(1)] int Uses,
    [property: Id(2)] IReadOnlyList<string> Tags,
    [property: Id(3)] string? Group = null);
