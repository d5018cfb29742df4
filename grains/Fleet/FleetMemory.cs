using Dcmon.GrainInterfaces.Fleet;

namespace Dcmon.Grains.Fleet;

/// <summary>What the fleet's grain keeps on disk.</summary>
public sealed class FleetMemory
{
    /// <summary>All clients that ever enrolled, revoked ones too, by id.</summary>
    public Dictionary<string, ClientRegistration> Clients { get; set; } = [];

    /// <summary>Tokens that may still be used, by the SHA-256 of the token.</summary>
    public Dictionary<string, TokenRecord> Tokens { get; set; } = [];
}

/// <summary>An enrolment token, without the token.</summary>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="UsesLeft">Machines that it may still enrol.</param>
/// <param name="Tags">Tags that they get.</param>
/// <param name="Group">The group that they get into; null: none.</param>
public sealed record TokenRecord(long ExpiresAt, int UsesLeft, IReadOnlyList<string> Tags, string? Group = null);
