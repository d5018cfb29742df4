using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>
/// Runs one activation's work on the thread pool, one piece at a time. Everything that a grain awaits comes back to
/// it, because it is the current task scheduler while the grain's code runs.
/// </summary>
internal sealed class ActivationScheduler(Activation owner) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>After so many pieces of work the thread goes back to the pool, so that no activation holds one.</summary>
    private const int WorkPerVisit = 64;

    private readonly ConcurrentQueue<object> _work = new();
    private int _scheduled;

    /// <summary>Starts a turn. A turn runs with no caller's ambient values (async locals).</summary>
    public void Start(Turn turn) => Enqueue(turn);

    /// <summary>Runs an action as a piece of this activation's work.</summary>
    public void Post(Action action) => Enqueue(action);

    public override int MaximumConcurrencyLevel => 1;

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = owner;
        for (var i = 0; i < WorkPerVisit && _work.TryDequeue(out var work); i++)
        {
            if (work is Task task) TryExecuteTask(task);
            else new Task(Run, work).RunSynchronously(this);
        }

        RuntimeContext.Current = null;
        // A full fence: were the queue looked at before the flag is seen to be down, work that comes in between would
        // wait for good.
        Interlocked.Exchange(ref _scheduled, 0);
        if (!_work.IsEmpty) Schedule();
    }

    protected override void QueueTask(Task task) => Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && RuntimeContext.Current == owner && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _work.OfType<Task>();

    private void Run(object? work)
    {
        if (work is Turn turn) owner.Run(turn);
        else ((Action)work!)();
    }

    private void Enqueue(object work)
    {
        _work.Enqueue(work);
        Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }
}
