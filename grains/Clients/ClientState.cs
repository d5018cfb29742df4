using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients.Programs;
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

    /// <summary>
    /// Its accepted certificates; null before the first renewal, when every certificate of the client that has not ended is accepted.
    /// </summary>
    public ClientCertificates? Certificates { get; init; }

    /// <summary>The programs that may push samples of the machine.</summary>
    public ProgramsState Programs { get; init; } = new();

    /// <summary>Whether a certificate of the client is accepted.</summary>
    /// <param name="serial">Its serial number, hexadecimal.</param>
    public bool Accepts(string serial) => Certificates?.Accepts(serial) ?? true;

    /// <summary>Why the client is not accepted; null where it is.</summary>
    public string? Refusal() => Registration switch
    {
        null => "This client is not known here. Enrol the machine again: dcmon-agent enroll --force URL.",
        { RevokedAt: not null } => "This client was revoked by an administrator. To bring the machine back, enrol it again: dcmon-agent enroll --force URL.",
        _ => null,
    };

    /// <summary>Why nothing of a caller is accepted; null where it is.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="now">Unix milliseconds.</param>
    public string? Refusal(in ReportCaller caller, long now)
    {
        if (Refusal() is { } refusal) return refusal;
        if (caller.Token is { } token) return Programs.Refusal(token, now);
        return caller.Certificate is null || Accepts(caller.Certificate)
            ? null
            : "This certificate was replaced by a newer one. If two machines share one identity, enrol this one again: dcmon-agent enroll --force URL.";
    }

    /// <summary>With a certificate in use, so that the one before it is not accepted any more.</summary>
    /// <param name="serial">Serial number of an accepted one.</param>
    /// <returns>Null where it is in use already.</returns>
    public RegistrationState? Use(string serial) =>
        Certificates?.Use(serial) is { } used && used != Certificates ? this with { Certificates = used } : null;

    /// <summary>With a renewed certificate.</summary>
    /// <param name="serial">Serial number of the one that the client has.</param>
    /// <param name="issued">Serial number of the renewed one.</param>
    /// <returns>Null where the one that it has is not accepted, or there is no such client in good standing.</returns>
    public RegistrationState? Renew(string serial, string issued) =>
        Registration is { RevokedAt: null } && Accepts(serial) ? this with { Certificates = new(serial, issued) } : null;

    /// <summary>With other tags, another group or both.</summary>
    /// <returns>Null where there is no such client in good standing.</returns>
    public RegistrationState? With(ClientChange change) => Registration is { RevokedAt: null } client
        ? this with
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
        ? this with { Registration = client with { Name = name } }
        : null;

    /// <summary>With a change of its programs.</summary>
    /// <returns>Null where nothing changes, or there is no such client in good standing.</returns>
    public RegistrationState? With(Func<ProgramsState, ProgramsState?> change) =>
        Registration is { RevokedAt: null } && change(Programs) is { } changed ? this with { Programs = changed } : null;

    /// <summary>Revoked.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>Null where it is so already, or there is no such client.</returns>
    public RegistrationState? Revoke(long now) => Registration is { RevokedAt: null } client
        ? this with { Registration = client with { RevokedAt = now } }
        : null;
}
