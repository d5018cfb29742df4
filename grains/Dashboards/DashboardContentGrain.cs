using Dcmon.GrainInterfaces.Dashboards;

namespace Dcmon.Grains.Dashboards;

/// <summary>What a dashboard's content grain keeps on disk.</summary>
public sealed class DashboardContentMemory
{
    /// <summary>JSON; null: nothing.</summary>
    public string? Content { get; set; }
}

/// <summary>What is on one dashboard: a record of its own, so that changing one does not write all.</summary>
public sealed class DashboardContentGrain(
    [PersistentState("dashboard", GrainOptions.Storage)] IPersistentState<DashboardContentMemory> memory) : Grain, IDashboardContentGrain
{
    /// <inheritdoc/>
    public Task<string?> Get() => Task.FromResult(memory.State.Content);

    /// <inheritdoc/>
    public Task Set(string? content)
    {
        memory.State.Content = content;
        return content is null ? memory.ClearStateAsync() : memory.WriteStateAsync();
    }
}
