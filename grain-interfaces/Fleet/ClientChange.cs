
namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>What an admin decides about a machine; checked before it gets here.</summary>
/// <param name="Tags">Its tags from now on; null: as they are.</param>
/// <param name="ChangesGroup">Whether <paramref name="Group"/> is meant.</param>
/// <param name="Group">Its group from now on; null: none.</param>
[GenerateSerializer, Immutable, Alias("dcmon.client-change")]
public sealed record ClientChange(
    [property: Id(0)] IReadOnlyList<string>? Tags,
    [property: Id(1)] bool ChangesGroup,
    [property: Id(2)] string? Group);
