namespace Dcmon.Agent.Tools;

/// <summary>
/// What talks to one and the same thing: one run at a time, and none beside one that cannot be killed.
/// </summary>
internal sealed class ToolLane
{
    private ToolRun? _stuck;

    /// <summary>Held by the run of the lane.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>
    /// The process of an earlier run that still does not end; null where there is none. Only for who holds the turn.
    /// </summary>
    public int? StuckProcess
    {
        get
        {
            if (_stuck is { IsOver: true } over)
            {
                over.Dispose();
                _stuck = null;
            }

            return _stuck?.ProcessId;
        }
    }

    /// <summary>Remembers a run whose process was killed and does not end. Only for who holds the turn.</summary>
    public void GiveUp(ToolRun run) => _stuck = run;
}
