using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Knows the living activation of each grain, and makes one when a call needs it.</summary>
internal sealed class GrainCatalog(LocalGrainRuntime runtime)
{
    private readonly ConcurrentDictionary<GrainId, IGrainTarget> _targets = new();

    public IEnumerable<Activation> Activations => _targets.Values.SelectMany(t => t.Activations);

    public void Deliver(GrainClass grainClass, GrainId id, Turn turn)
    {
        while (true)
        {
            if (_targets.TryGetValue(id, out var target))
            {
                if (target.TryReceive(turn)) return;
                continue; // It has just ended and takes itself out of the catalog.
            }

            if (grainClass.MaxWorkers > 0)
            {
                _targets.TryAdd(id, new StatelessWorkerPool(runtime, grainClass, id));
                continue;
            }

            var activation = new Activation(runtime, grainClass, id, Remove);
            if (!_targets.TryAdd(id, activation)) continue;
            // It gets the call before it starts: the caller that brought it to life must hear if that fails.
            activation.TryReceive(turn);
            activation.Start();
            return;
        }
    }

    public void ExpireOverdue(long timestamp)
    {
        foreach (var target in _targets.Values) target.ExpireOverdue(timestamp);
    }

    private void Remove(Activation activation) =>
        _targets.TryRemove(KeyValuePair.Create<GrainId, IGrainTarget>(activation.GrainId, activation));
}
