namespace Dcmon.GrainInterfaces.Clients;

/// <summary>A token with which a program may push samples of one machine, without the token.</summary>
/// <param name="Id">Names it: 16 hexadecimal digits, of no use for pushing.</param>
/// <param name="Name">The program's name; no two tokens of a machine have the same.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="CreatedBy">The account that made it; null: unknown.</param>
/// <param name="ExpiresAt">Unix milliseconds: refused from then on.</param>
/// <param name="LastUsed">Unix milliseconds, after a restart exact to an hour; null: never.</param>
[GenerateSerializer, Immutable, Alias("dcmon.program-token")]
public sealed record ProgramToken(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] long CreatedAt,
    [property: Id(3)] string? CreatedBy,
    [property: Id(4)] long ExpiresAt,
    [property: Id(5)] long? LastUsed);

/// <summary>What a program's token shall be.</summary>
/// <param name="Name">The program's name, 1 to 50 characters.</param>
/// <param name="Lifetime">How long it may be used from now on, 1 s to 5 years.</param>
[GenerateSerializer, Immutable, Alias("dcmon.program-token-terms")]
public sealed record ProgramTokenTerms(
    [property: Id(0)] string Name,
    [property: Id(1)] TimeSpan Lifetime);
