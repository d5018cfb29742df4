using Dcmon.GrainInterfaces.Clients;
using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>The register of all clients, and a row of each for who asks for the whole. Key: <see cref="GrainKeys.Fleet"/>.</summary>
[Alias("dcmon.fleet")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>Makes an enrolment token. It is told once and kept as a hash only.</summary>
    /// <returns>The token.</returns>
    [Alias("create-token")]
    Task<string> CreateToken(TokenTerms terms);

    /// <summary>Spends one use of a token and registers a new client.</summary>
    /// <returns>The client, or null where the token is unknown, expired or used up.</returns>
    [Alias("enroll")]
    Task<ClientRegistration?> Enroll(string token, string name);

    /// <summary>What the register says of a client; null where it has none of that id.</summary>
    [Alias("find"), AlwaysInterleave]
    Task<ClientRegistration?> Find(string id);

    /// <summary>Refuses a client from now on; when this returns, no message of it is accepted any more.</summary>
    /// <returns>False where there is no such client.</returns>
    [Alias("revoke")]
    Task<bool> Revoke(string id);

    /// <summary>Gives a client other tags or another group. When this returns, its row has them.</summary>
    /// <returns>False where there is no such client in good standing.</returns>
    [Alias("describe")]
    Task<bool> Describe(string id, ClientChange change);

    /// <summary>What the register says of all clients in good standing.</summary>
    [Alias("registrations"), AlwaysInterleave]
    Task<IReadOnlyList<ClientRegistration>> Registrations();

    /// <summary>The rows of all clients in good standing, sorted by name.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<ClientSummary>> List();

    /// <summary>A client's grain tells its new row. Rows carry no promise to arrive: the next one makes up for it.</summary>
    [Alias("update"), OneWay]
    Task Update(ClientSummary summary);

    /// <summary>
    /// A client's grain tells that reports arrived whose time was long past (<c>GrainOptions.LateAfter</c>): what was drawn of that span is no
    /// longer all.
    /// </summary>
    [Alias("backfilled"), OneWay]
    Task Backfilled(ClientSpan span);

    /// <summary>Tells an observer of changed rows, for a minute from now; call it again before that to go on.</summary>
    /// <returns>All rows.</returns>
    [Alias("watch")]
    Task<IReadOnlyList<ClientSummary>> Watch(IFleetObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    [Alias("unwatch")]
    Task Unwatch(IFleetObserver observer);
}
