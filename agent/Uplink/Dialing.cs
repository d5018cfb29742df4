namespace Dcmon.Agent.Uplink;

/// <summary>How connections to servers come about. TLS goes from end to end in any case.</summary>
internal sealed record Dialing
{
    /// <summary>Directly.</summary>
    public static Dialing Direct { get; } = new();
}
