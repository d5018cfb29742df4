using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Fleet;

namespace Dcmon.Grains.Dashboards;

/// <summary>
/// All dashboards. A content is written before the head that names it, and deleted after it: what a crash leaves between the two
/// is a newer content under an older version, or one that nobody finds.
/// </summary>
public sealed class DashboardsGrain(
    [PersistentState("dashboards", GrainOptions.Storage)] IPersistentState<DashboardsMemory> memory, TimeProvider time) : Grain, IDashboardsGrain
{
    private DashboardIndex Index => new(memory.State, time, FleetRegister.SecureText);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DashboardHead>> List(string user) => Task.FromResult(Index.List(user));

    /// <inheritdoc/>
    public Task<DashboardHead?> Find(string id, string user) => Task.FromResult(Index.Find(id, user));

    /// <inheritdoc/>
    public Task<DashboardAnswer> Create(DashboardActor actor, DashboardDraft draft) => Keep(Index.Create(actor, draft), draft);

    /// <inheritdoc/>
    public Task<DashboardAnswer> Replace(string id, int version, DashboardActor actor, DashboardDraft draft) =>
        Keep(Index.Replace(id, version, actor, draft), draft);

    /// <inheritdoc/>
    public async Task<DashboardAnswer> Delete(string id, DashboardActor actor)
    {
        var answer = Index.Delete(id, actor);
        if (answer.Outcome != DashboardOutcome.Done) return answer;
        await memory.WriteStateAsync();
        await GrainFactory.DashboardContent(id).Set(null);
        return answer;
    }

    private async Task<DashboardAnswer> Keep(DashboardAnswer answer, DashboardDraft draft)
    {
        if (answer is not { Outcome: DashboardOutcome.Done, Head: { } head }) return answer;
        await GrainFactory.DashboardContent(head.Id).Set(draft.Content);
        await memory.WriteStateAsync();
        return answer;
    }
}
