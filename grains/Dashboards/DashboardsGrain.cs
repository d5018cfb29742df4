using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Dashboards;

/// <summary>
/// All dashboards. A content is written before the head that names its version, and deleted after it: a change counts from the moment
/// when its head is stored, and what a failure leaves before that is a content that nothing refers to.
/// </summary>
public sealed class DashboardsGrain(
    [PersistentState("dashboards", GrainOptions.Storage)] IPersistentState<DashboardsState> storage, TimeProvider time) : Grain, IDashboardsGrain
{
    private const int IdLength = 12;

    private readonly DurableState<DashboardsState> _state = new(storage);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task<IReadOnlyList<DashboardHead>> List(string user) => Task.FromResult(_state.Value.List(user));

    /// <inheritdoc/>
    public Task<DashboardHead?> Find(string id, string user) => Task.FromResult(_state.Value.Find(id, user));

    /// <inheritdoc/>
    public Task<DashboardAnswer> Create(DashboardActor actor, DashboardDraft draft)
    {
        var valid = DashboardRules.Check(draft);
        return Store(_state.Value.Create(RandomText.Secure(IdLength), actor, valid, Now), valid);
    }

    /// <inheritdoc/>
    public Task<DashboardAnswer> Replace(string id, int version, DashboardActor actor, DashboardDraft draft)
    {
        var valid = DashboardRules.Check(draft);
        return Store(_state.Value.Replace(id, version, actor, valid, Now), valid);
    }

    /// <inheritdoc/>
    public async Task<DashboardAnswer> Delete(string id, DashboardActor actor)
    {
        var answer = _state.Value.Delete(id, actor);
        if (answer.Outcome != DashboardOutcome.Done) return answer;
        await _state.Change(state => state.Without(id));
        await GrainFactory.DashboardContent(id).Delete();
        return answer;
    }

    private async Task<DashboardAnswer> Store(DashboardAnswer answer, DashboardDraft draft)
    {
        if (answer is not { Outcome: DashboardOutcome.Done, Head: { } head }) return answer;
        await GrainFactory.DashboardContent(head.Id).Set(draft.Content, head.Version);
        await _state.Change(state => state.With(head));
        return answer;
    }
}
