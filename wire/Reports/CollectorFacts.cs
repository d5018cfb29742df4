namespace Dcmon.Wire.Reports;

/// <summary>How one of the agent's collectors does. Every text is untrusted.</summary>
/// <param name="Name">Its name, the label <c>collector</c> of its own metrics.</param>
/// <param name="State">One of <see cref="CollectorStates"/>; a newer agent may know others.</param>
/// <param name="Reason">Why it is down or absent, or what part of it failed though it is up; null where there is nothing to say.</param>
public sealed record CollectorFacts(string Name, string State, string? Reason = null);

/// <summary>The states of a collector, as they are on the wire.</summary>
public static class CollectorStates
{
    /// <summary>Its last run succeeded.</summary>
    public const string Up = "up";

    /// <summary>Its last run failed, or has not ended in time.</summary>
    public const string Down = "down";

    /// <summary>This machine has not what it needs.</summary>
    public const string Absent = "absent";

    /// <summary>The settings switch it off.</summary>
    public const string Off = "off";
}
