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

    public bool TryReceive(Turn turn)
    {
        while (!Choose().TryReceive(turn))
        {
            // That worker has just ended; it takes itself out of the pool.
        }

        return true;
    }

    public void ExpireOverdue(long timestamp)
    {
        foreach (var worker in Activations) worker.ExpireOverdue(timestamp);
    }

    /// <summary>An inactive worker, else a new one, else the one with the shortest queue.</summary>
    private Activation Choose()
    {
        lock (_lock)
        {
            var idle = _workers.Find(w => w.IsInactive);
            if (idle is not null) return idle;
            if (_workers.Count >= grainClass.MaxWorkers) return _workers.MinBy(w => w.WaitingCount)!;
            var worker = new Activation(runtime, grainClass, id, Remove);
            _workers.Add(worker);
            worker.Start();
            return worker;
        }
    }

    private void Remove(Activation worker)
    {
        lock (_lock) _workers.Remove(worker);
    }
}
