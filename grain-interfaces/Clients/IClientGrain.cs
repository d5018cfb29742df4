using Dcmon.Wire.Reports;
using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>One machine. Key: <see cref="GrainKeys.Client"/>.</summary>
[Alias("dcmon.client")]
public interface IClientGrain : IGrainWithStringKey
{
    /// <summary>Takes a message of the machine's agent: stores it durably, then updates its state and notifies observers.</summary>
    /// <param name="message">The message.</param>
    /// <param name="certificate">Serial number of the certificate that it came with, hexadecimal; null: it was not looked at.</param>
    [Alias("report")]
    Task<ReportReceipt> Report([Immutable] ReportMessage message, string? certificate = null);

    /// <summary>
    /// Notes a renewed certificate. Once the machine has used it, the one before it is refused, also on open connections.
    /// </summary>
    /// <param name="certificate">Serial number of the one that the machine has, hexadecimal.</param>
    /// <param name="issued">Serial number of the renewed one.</param>
    /// <returns>Why it gets none; null where it does.</returns>
    [Alias("renew")]
    Task<string?> Renew(string certificate, string issued);

    /// <summary>
    /// Takes samples of a program as <see cref="Report"/> takes reports; they change nothing of what the agent's reports say of the
    /// machine. One that has another value of a series than what is stored for its time is a conflict.
    /// </summary>
    /// <param name="message">At most one report for each time.</param>
    /// <param name="certificate">Serial number of the certificate that it came with, hexadecimal; null: it was not looked at.</param>
    [Alias("report-samples")]
    Task<ReportReceipt> ReportSamples([Immutable] ReportMessage message, string? certificate = null);

    /// <summary>Takes samples as <see cref="ReportSamples"/> does, of a program with a token.</summary>
    /// <param name="message">At most one report for each time.</param>
    /// <param name="token">The token.</param>
    [Alias("report-program")]
    Task<ReportReceipt> ReportProgram([Immutable] ReportMessage message, string token);

    /// <summary>Why nothing of a program with this token is accepted; null where it is.</summary>
    [Alias("check-program"), AlwaysInterleave]
    Task<string?> CheckProgram(string token);

    /// <summary>Makes a token for a program that pushes samples of this machine.</summary>
    /// <param name="terms">What it shall be.</param>
    /// <param name="by">The account that makes it.</param>
    /// <returns>The token; null where there is no such client in good standing.</returns>
    /// <exception cref="InvalidRequestException">The terms break the rules, the name is taken, or the machine has too many.</exception>
    [Alias("create-program-token"), AlwaysInterleave]
    Task<string?> CreateProgramToken(ProgramTokenTerms terms, string? by);

    /// <summary>The tokens of the machine's programs, also those that have expired, by name.</summary>
    [Alias("list-program-tokens"), AlwaysInterleave]
    Task<IReadOnlyList<ProgramToken>> ListProgramTokens();

    /// <summary>Makes a token unusable; when this returns, nothing that is sent with it is accepted any more.</summary>
    /// <param name="id">The token's id.</param>
    /// <returns>False where there is none.</returns>
    [Alias("revoke-program-token"), AlwaysInterleave]
    Task<bool> RevokeProgramToken(string id);

    /// <summary>All that is known of the machine now, or null where there is no such client.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<ClientDetails?> Get();

    /// <summary>
    /// Sends every report to an observer and asks the machine for one a second, for a minute from now; call it again
    /// before that to go on.
    /// </summary>
    /// <returns>The present state, or null where there is no such client.</returns>
    [Alias("watch"), AlwaysInterleave]
    Task<WatchSnapshot?> Watch(IClientObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    [Alias("unwatch"), AlwaysInterleave]
    Task Unwatch(IClientObserver observer);

    /// <summary>Its registration, of a revoked client too; null where there is no such client.</summary>
    [Alias("get-registration"), AlwaysInterleave]
    Task<ClientRegistration?> GetRegistration();

    /// <summary>Registers a machine that has just enrolled. Only <see cref="Enrollment.IEnrollmentGrain"/> calls it.</summary>
    [Alias("register")]
    Task Register(ClientRegistration registration);

    /// <summary>Changes tags, group or both. When this returns, its row has them.</summary>
    /// <returns>False where there is no such client in good standing.</returns>
    /// <exception cref="InvalidRequestException">Tags or group break the rules.</exception>
    [Alias("update-registration"), AlwaysInterleave]
    Task<bool> UpdateRegistration(ClientChange change);

    /// <summary>Refuses the client from now on; when this returns, no message of it is accepted any more.</summary>
    /// <returns>False where there is no such client.</returns>
    [Alias("revoke"), AlwaysInterleave]
    Task<bool> Revoke();

    /// <summary>Sends its row to the fleet's grain, which has just started, and its registration if that differs.</summary>
    /// <param name="known">The registration that the fleet's grain has.</param>
    [Alias("announce-to-fleet"), OneWay]
    Task Announce(ClientRegistration known);
}
