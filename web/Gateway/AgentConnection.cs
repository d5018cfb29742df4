using System.Security.Cryptography.X509Certificates;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Web.Gateway;

/// <summary>Marks a connection that came in on the agents' port, and remembers whose it is.</summary>
internal sealed class AgentConnection
{
    /// <summary>
    /// The client's id by the certificate of the handshake, once somebody asked; reading it out of the certificate is dear.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>The client's grain, once a report came; an agent sends its reports over one connection.</summary>
    public IClientGrain? Grain { get; set; }
}

/// <summary>Who calls, by the certificate that the handshake proved.</summary>
internal static class AgentCaller
{
    /// <summary>Whether the request came in on the agents' port.</summary>
    public static bool IsOnAgentPort(this HttpContext context) => context.Features.Get<AgentConnection>() is not null;

    /// <summary>The client's id; null without a certificate.</summary>
    public static string? ClientId(this HttpContext context)
    {
        var connection = context.Features.Get<AgentConnection>();
        if (connection?.ClientId is { } known) return known;
        var id = context.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (connection is not null) connection.ClientId = id;
        return id;
    }

    /// <summary>The grain of the client that calls; null without a certificate.</summary>
    public static IClientGrain? ClientGrain(this HttpContext context, IGrainFactory grains)
    {
        var connection = context.Features.Get<AgentConnection>();
        if (connection?.Grain is { } known) return known;
        if (context.ClientId() is not { } id) return null;
        var grain = grains.Client(id);
        if (connection is not null) connection.Grain = grain;
        return grain;
    }
}
