namespace Dcmon.GrainInterfaces.Enrollment;

/// <summary>An enrolment token that may still be used, without the token.</summary>
/// <param name="Id">Names it: 16 hexadecimal digits, of no use for enrolling.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="UsesLeft">Machines that it may still enrol.</param>
/// <param name="Tags">Tags that they get.</param>
/// <param name="Group">The group that they get into; null: none.</param>
/// <param name="CreatedAt">Unix milliseconds; null: unknown, an earlier version made it.</param>
/// <param name="CreatedBy">The account that made it; null: the server itself, or unknown.</param>
[GenerateSerializer, Immutable, Alias("dcmon.enrollment-token")]
public sealed record EnrollmentToken(
    [property: Id(0)] string Id,
    [property: Id(1)] long ExpiresAt,
    [property: Id(2)] int UsesLeft,
    [property: Id(3)] IReadOnlyList<string> Tags,
    [property: Id(4)] string? Group,
    [property: Id(5)] long? CreatedAt,
    [property: Id(6)] string? CreatedBy);
