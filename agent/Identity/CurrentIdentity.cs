namespace Dcmon.Agent.Identity;

/// <summary>The identity in force: renewal replaces it, the uplink picks it up before its next request.</summary>
internal sealed class CurrentIdentity(AgentIdentity identity)
{
    private volatile AgentIdentity _value = identity;

    /// <summary>The identity. An old one is not disposed: a connection may still use it.</summary>
    public AgentIdentity Value
    {
        get => _value;
        set => _value = value;
    }
}
