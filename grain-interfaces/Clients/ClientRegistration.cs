namespace Dcmon.GrainInterfaces.Clients;

/// <summary>A machine's place among the clients: what was said at its enrolment and by admins since.</summary>
/// <param name="Id">Client id: the common name of its certificates.</param>
/// <param name="Name">Name to show, kept up to date from the machine's facts; untrusted text.</param>
/// <param name="EnrolledAt">Unix milliseconds.</param>
/// <param name="Tags">Tags that admins gave it.</param>
/// <param name="RevokedAt">When it was revoked, Unix milliseconds; null: it is in good standing.</param>
/// <param name="Group">The group that admins put it into; null: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-registration")]
public sealed record ClientRegistration(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] long EnrolledAt,
    [property: Id(3)] IReadOnlyList<string> Tags,
    [property: Id(4)] long? RevokedAt = null,
    [property: Id(5)] string? Group = null)
{
    /// <summary>Whether another says the same.</summary>
    public bool IsSameAs(ClientRegistration other) => Tags.SequenceEqual(other.Tags) && this with { Tags = other.Tags } == other;
}
