using Dcmon.GrainInterfaces.Dashboards;

namespace Dcmon.Grains.Dashboards;

/// <summary>What the dashboards' grain keeps on disk.</summary>
public sealed class DashboardsMemory
{
    /// <summary>All dashboards by id.</summary>
    public Dictionary<string, DashboardHead> Dashboards { get; set; } = [];
}

/// <summary>Who sees which dashboard and who may change it. It changes memory; its grain writes it.</summary>
/// <param name="memory">What is kept.</param>
/// <param name="time">The clock.</param>
/// <param name="randomText">Makes an unguessable text of lower-case letters and digits of the given length.</param>
public sealed class DashboardIndex(DashboardsMemory memory, TimeProvider time, Func<int, string> randomText)
{
    /// <summary>Dashboards that a user may have.</summary>
    public const int MostOfAUser = 100;

    private const int IdLength = 12;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What a user sees, sorted by name.</summary>
    public IReadOnlyList<DashboardHead> List(string user) =>
        [.. memory.Dashboards.Values.Where(head => IsSeenBy(head, user))
            .OrderBy(head => head.Name, StringComparer.OrdinalIgnoreCase).ThenBy(head => head.Id, StringComparer.Ordinal)];

    /// <summary>A dashboard that the user sees, or null.</summary>
    public DashboardHead? Find(string id, string user) =>
        memory.Dashboards.GetValueOrDefault(id) is { } head && IsSeenBy(head, user) ? head : null;

    /// <summary>Makes a dashboard.</summary>
    public DashboardAnswer Create(DashboardActor actor, DashboardDraft draft)
    {
        if (memory.Dashboards.Values.Count(head => IsOwner(head, actor.User)) >= MostOfAUser) return new(DashboardOutcome.TooMany, null);
        var id = randomText(IdLength);
        return Done(memory.Dashboards[id] = new DashboardHead(id, draft.Name, actor.User, draft.Shared, Now, 1));
    }

    /// <summary>Replaces a dashboard that has that version.</summary>
    public DashboardAnswer Replace(string id, int version, DashboardActor actor, DashboardDraft draft)
    {
        if (Refusal(id, actor) is { } refused) return refused;
        var head = memory.Dashboards[id];
        if (head.Version != version) return new(DashboardOutcome.Conflict, head);
        return Done(memory.Dashboards[id] = head with { Name = draft.Name, Shared = draft.Shared, Changed = Now, Version = version + 1 });
    }

    /// <summary>Deletes a dashboard.</summary>
    public DashboardAnswer Delete(string id, DashboardActor actor)
    {
        if (Refusal(id, actor) is { } refused) return refused;
        memory.Dashboards.Remove(id);
        return new(DashboardOutcome.Done, null);
    }

    private DashboardAnswer? Refusal(string id, DashboardActor actor)
    {
        if (Find(id, actor.User) is not { } head) return new(DashboardOutcome.Unknown, null);
        return IsOwner(head, actor.User) || actor.IsAdmin ? null : new(DashboardOutcome.Forbidden, head);
    }

    private static DashboardAnswer Done(DashboardHead head) => new(DashboardOutcome.Done, head);

    private static bool IsSeenBy(DashboardHead head, string user) => head.Shared || IsOwner(head, user);

    private static bool IsOwner(DashboardHead head, string user) => string.Equals(head.Owner, user, StringComparison.OrdinalIgnoreCase);
}
