namespace Orleans.Runtime;

/// <summary>Something that an activation runs: a call or a timer's tick.</summary>
internal abstract class Turn
{
    /// <summary>Runs between the awaits of anything.</summary>
    public bool AlwaysInterleave { get; protected init; }

    /// <summary>Runs beside others that are read-only.</summary>
    public bool ReadOnly { get; protected init; }

    /// <summary>Counts as use of the activation.</summary>
    public bool KeepAlive { get; protected init; } = true;

    /// <summary>Runs on the activation's scheduler, and keeps its errors to itself.</summary>
    public abstract ValueTask RunAsync(Activation activation);

    /// <summary>Tells the caller the outcome. The turn is over by then: what the caller does next finds it so.</summary>
    public virtual void Answer()
    {
    }

    /// <summary>The activation ended before this turn started.</summary>
    public abstract void Reroute();

    /// <summary>The activation could not be made.</summary>
    public abstract void Reject(Exception exception);

    /// <summary>Whether its time is up at a <see cref="TimeProvider"/> timestamp.</summary>
    public virtual bool IsOverdue(long timestamp) => false;

    /// <summary>Its time is up: tells the caller.</summary>
    public virtual void Expire()
    {
    }
}
