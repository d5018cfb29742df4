using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>What a client's grain stores of its machine besides the series.</summary>
public sealed record ClientState
{
    /// <summary>What the machine is; null before its agent has said so.</summary>
    public MachineFacts? Facts { get; init; }
}

/// <summary>Whether a machine is a client, and under which name, tags and group.</summary>
public sealed record RegistrationState
{
    /// <summary>The registration; null where there is no such client.</summary>
    public ClientRegistration? Registration { get; init; }

    /// <summary>With other tags, another group or both.</summary>
    /// <returns>Null where there is no such client in good standing.</returns>
    public RegistrationState? With(ClientChange change) => Registration is { RevokedAt: null } client
        ? new()
        {
            Registration = client with
            {
                Tags = change.Tags ?? client.Tags,
                Group = change.ChangesGroup ? change.Group : client.Group,
            },
        }
        : null;

    /// <summary>With the host name that the machine has now.</summary>
    /// <returns>Null where it is the same, or there is no such client.</returns>
    public RegistrationState? WithName(string name) => Registration is { } client && client.Name != name
        ? new() { Registration = client with { Name = name } }
        : null;

    /// <summary>Revoked.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>Null where it is so already, or there is no such client.</returns>
    public RegistrationState? Revoke(long now) => Registration is { RevokedAt: null } client
        ? new() { Registration = client with { RevokedAt = now } }
        : null;
}
