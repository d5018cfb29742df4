using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Knows the living activation of each grain, and makes one when a call needs it.</summary>
internal sealed class GrainCatalog(LocalGrainRuntime runtime)
{
    private readonly ConcurrentDictionary<GrainId, IGrainTarget> _targets = new();

    public IEnumerable<Activation> Activations => _targets.Values.SelectMany(t => t.Activations);

    public void Deliver(GrainClass grainClass, GrainId id, Turn turn)
    {
        while (!Find(grainClass, id).TryReceive(turn))
        {
            // It has just ended and takes itself out of the catalog.
        }
    }

    public void ExpireOverdue(long timestamp)
    {
        foreach (var target in _targets.Values) target.ExpireOverdue(timestamp);
    }

    private IGrainTarget Find(GrainClass grainClass, GrainId id)
    {
        while (true)
        {
            if (_targets.TryGetValue(id, out var target)) return target;
            if (grainClass.MaxWorkers > 0)
            {
                _targets.TryAdd(id, new StatelessWorkerPool(runtime, grainClass, id));
                continue;
            }

            var activation = new Activation(runtime, grainClass, id, Remove);
            if (_targets.TryAdd(id, activation)) activation.Start();
        }
    }

    private void Remove(Activation activation) =>
        _targets.TryRemove(KeyValuePair.Create<GrainId, IGrainTarget>(activation.GrainId, activation));
}
