namespace Dcmon.GrainInterfaces.Clients;

/// <summary>What an admin changes of a machine's registration.</summary>
/// <param name="Tags">Its tags from now on, at most 20 of 1 to 50 characters each; null: as they are.</param>
/// <param name="ChangesGroup">Whether <paramref name="Group"/> is meant.</param>
/// <param name="Group">Its group from now on, 1 to 80 characters; null: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-change")]
public sealed record ClientChange(
    [property: Id(0)] IReadOnlyList<string>? Tags,
    [property: Id(1)] bool ChangesGroup,
    [property: Id(2)] string? Group);
