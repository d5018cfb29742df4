namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>How bad an event is.</summary>
internal enum SelSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Nothing is lost, but look at it.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,

    /// <summary>The machine, or what it computes, is at risk now.</summary>
    Critical,
}
