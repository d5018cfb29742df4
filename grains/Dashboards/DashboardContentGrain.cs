using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Dashboards;

/// <summary>What is on one dashboard: a record of its own, so that changing one does not write all.</summary>
public sealed class DashboardContentGrain(
    [PersistentState("dashboard", GrainOptions.Storage)] IPersistentState<DashboardContentState> storage) : Grain, IDashboardContentGrain
{
    private readonly DurableState<DashboardContentState> _state = new(storage);

    /// <inheritdoc/>
    public Task<string?> Get(int version) => Task.FromResult(_state.Value.Find(version));

    /// <inheritdoc/>
    public Task Set(string content, int version) => _state.Change(state => state.With(content, version));

    /// <inheritdoc/>
    public Task Delete() => _state.Clear();
}
