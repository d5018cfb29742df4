namespace Orleans.Runtime;

/// <summary>The activations of one key of a stateless worker. The lock guards <c>_workers</c>.</summary>
internal sealed class StatelessWorkerPool(LocalGrainRuntime runtime, GrainClass grainClass, GrainId id) : IGrainTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public IEnumerable<Activation> Activations
    {
        get
        {
            lock (_lock) return [.. _workers];
        }
    }

    /// <summary>An inactive worker gets the call, else a new one while there may be more, else the one with the shortest queue.</summary>
    public bool TryReceive(Turn turn)
    {
        while (true)
        {
            Activation? worker;
            lock (_lock)
            {
                worker = _workers.Find(w => w.IsInactive)
                    ?? (_workers.Count < grainClass.MaxWorkers ? null : _workers.MinBy(w => w.WaitingCount));
                if (worker is null) return StartWorker(turn);
            }

            if (worker.TryReceive(turn)) return true;
            // That worker has just ended; it takes itself out of the pool.
        }
    }

    public void ExpireOverdue(long timestamp)
    {
        foreach (var worker in Activations) worker.ExpireOverdue(timestamp);
    }

    /// <summary>The new worker gets the call before it starts: the caller must hear if that fails. Called under the lock.</summary>
    private bool StartWorker(Turn turn)
    {
        var worker = new Activation(runtime, grainClass, id, Remove);
        _workers.Add(worker);
        worker.TryReceive(turn);
        worker.Start();
        return true;
    }

    private void Remove(Activation worker)
    {
        lock (_lock) _workers.Remove(worker);
    }
}
