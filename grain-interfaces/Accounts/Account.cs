namespace Dcmon.GrainInterfaces.Accounts;

/// <summary>A person.</summary>
/// <param name="User">Name to log in with.</param>
/// <param name="PasswordHash">Salted hash, as ASP.NET Core Identity's hasher makes it.</param>
/// <param name="Role">What the person may do: <c>viewer</c>, <c>operator</c> or <c>admin</c>.</param>
[GenerateSerializer, Immutable, Alias("dcmon.account")]
public sealed record Account(
    [property: Id(0)] string User,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] string Role);
