namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>Where events of GPUs go.</summary>
internal interface IGpuEvents
{
    /// <summary>Takes an event. Does not wait, does not throw; called from several threads.</summary>
    void Post(GpuEvent happened);
}
