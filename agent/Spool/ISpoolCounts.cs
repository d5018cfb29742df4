namespace Dcmon.Agent.Spool;

/// <summary>Counts of the spool, for reports and for <c>dcmon-agent status</c>. Safe for concurrent use.</summary>
internal interface ISpoolCounts
{
    /// <summary>Reports that the server has not acknowledged.</summary>
    long SpoolReports { get; }

    /// <summary>Size of the spool on disk, bytes.</summary>
    long SpoolBytes { get; }

    /// <summary>
    /// Reports that the spool dropped because it was full or they were too old, since the agent started.
    /// </summary>
    long SpoolDropped { get; }

    /// <summary>Reports that the server refused for ever, since the agent started.</summary>
    long Refused { get; }
}
