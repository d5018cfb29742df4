namespace Dcmon.Agent.Collectors;

/// <summary>What the agent tells of itself in its own reports.</summary>
internal interface IAgentState
{
    /// <summary>Reports that the server has not acknowledged.</summary>
    long SpoolReports { get; }

    /// <summary>Size of the spool on disk, bytes.</summary>
    long SpoolBytes { get; }

    /// <summary>Reports that the spool dropped because it was full or they were too old, since the agent started.</summary>
    long SpoolDropped { get; }

    /// <summary>Reports that the server refused for ever, since the agent started.</summary>
    long Refused { get; }
}
