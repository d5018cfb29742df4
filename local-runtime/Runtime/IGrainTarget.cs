namespace Orleans.Runtime;

/// <summary>What a grain's calls are delivered to: one activation, or several.</summary>
internal interface IGrainTarget
{
    /// <summary>The living activations.</summary>
    IEnumerable<Activation> Activations { get; }

    /// <summary>Takes a call; false when this target is gone for good.</summary>
    bool TryReceive(Turn turn);

    /// <summary>Tells the callers of calls whose time is up.</summary>
    void ExpireOverdue(long timestamp);
}
