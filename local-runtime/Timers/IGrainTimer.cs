namespace Orleans.Runtime;

/// <summary>A grain's timer. Disposing it stops further ticks and cancels the token of a running one.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it ticks next; during a tick, takes effect when that tick has finished.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
