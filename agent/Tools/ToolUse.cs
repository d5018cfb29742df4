namespace Dcmon.Agent.Tools;

/// <summary>Counts the runs of one tool. Safe for concurrent use.</summary>
internal sealed class ToolUse
{
    private long _runs;
    private long _kills;

    /// <summary>Runs started.</summary>
    public long Runs => Volatile.Read(ref _runs);

    /// <summary>Runs killed.</summary>
    public long Kills => Volatile.Read(ref _kills);

    /// <summary>Counts a run.</summary>
    public void AddRun() => Interlocked.Increment(ref _runs);

    /// <summary>Counts a kill.</summary>
    public void AddKill() => Interlocked.Increment(ref _kills);
}
