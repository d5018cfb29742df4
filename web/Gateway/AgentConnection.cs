namespace Dcmon.Web.Gateway;

/// <summary>Marks a connection that came in on the agents' port, and remembers whose it is.</summary>
internal sealed class AgentConnection
{
    /// <summary>
    /// The agent by the certificate of the handshake, once a request needed it: reading it out of the certificate is expensive, and an
    /// agent sends its reports over one connection.
    /// </summary>
    public AgentCaller? Agent { get; set; }
}
