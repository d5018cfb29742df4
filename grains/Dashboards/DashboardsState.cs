using System.Collections.Immutable;
using Dcmon.GrainInterfaces.Dashboards;

namespace Dcmon.Grains.Dashboards;

/// <summary>All dashboards without what is on them: who sees which, and who may change it.</summary>
public sealed record DashboardsState
{
    /// <summary>All dashboards by id.</summary>
    public ImmutableDictionary<string, DashboardHead> Dashboards { get; init; } = ImmutableDictionary<string, DashboardHead>.Empty;

    /// <summary>What a user sees, sorted by name.</summary>
    public IReadOnlyList<DashboardHead> List(string user) =>
        [.. Dashboards.Values.Where(head => IsVisible(head, user))
            .OrderBy(head => head.Name, StringComparer.OrdinalIgnoreCase).ThenBy(head => head.Id, StringComparer.Ordinal)];

    /// <summary>A dashboard that the user sees, or null.</summary>
    public DashboardHead? Find(string id, string user) =>
        Dashboards.GetValueOrDefault(id) is { } head && IsVisible(head, user) ? head : null;

    /// <summary>Decides on a new dashboard.</summary>
    /// <param name="id">An id that no other has.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="draft">What it shall be.</param>
    /// <param name="now">Unix milliseconds.</param>
    public DashboardAnswer Create(string id, DashboardActor actor, DashboardDraft draft, long now) =>
        Dashboards.Values.Count(head => IsOwner(head, actor.User)) >= DashboardLimits.MaxPerUser
            ? new(DashboardOutcome.TooMany, null)
            : new(DashboardOutcome.Done, new DashboardHead(id, draft.Name, actor.User, draft.Shared, now, 1));

    /// <summary>Decides on the next version of a dashboard that has the given one.</summary>
    public DashboardAnswer Replace(string id, int version, DashboardActor actor, DashboardDraft draft, long now)
    {
        if (Refusal(id, actor) is { } refused) return refused;
        var head = Dashboards[id];
        return head.Version == version
            ? new(DashboardOutcome.Done, head with { Name = draft.Name, Shared = draft.Shared, Changed = now, Version = version + 1 })
            : new(DashboardOutcome.Conflict, head);
    }

    /// <summary>Decides on deleting a dashboard.</summary>
    public DashboardAnswer Delete(string id, DashboardActor actor) => Refusal(id, actor) ?? new(DashboardOutcome.Done, null);

    /// <summary>With a dashboard, in place of that of the same id.</summary>
    public DashboardsState With(DashboardHead head) => new() { Dashboards = Dashboards.SetItem(head.Id, head) };

    /// <summary>Without a dashboard.</summary>
    public DashboardsState Without(string id) => new() { Dashboards = Dashboards.Remove(id) };

    private DashboardAnswer? Refusal(string id, DashboardActor actor)
    {
        if (Find(id, actor.User) is not { } head) return new(DashboardOutcome.Unknown, null);
        return IsOwner(head, actor.User) || actor.IsAdmin ? null : new(DashboardOutcome.Forbidden, head);
    }

    private static bool IsVisible(DashboardHead head, string user) => head.Shared || IsOwner(head, user);

    private static bool IsOwner(DashboardHead head, string user) => string.Equals(head.Owner, user, StringComparison.OrdinalIgnoreCase);
}
