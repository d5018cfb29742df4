using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Dashboards;

/// <summary>All dashboards: whose they are and who may see and change them. Key: <see cref="GrainKeys.Dashboards"/>.</summary>
[Alias("dcmon.dashboards")]
public interface IDashboardsGrain : IGrainWithStringKey
{
    /// <summary>A user's own dashboards and the shared ones, sorted by name.</summary>
    [Alias("list"), ReadOnly]
    Task<IReadOnlyList<DashboardHead>> List(string user);

    /// <summary>A dashboard; null where the user sees none of that id.</summary>
    [Alias("find"), ReadOnly]
    Task<DashboardHead?> Find(string id, string user);

    /// <summary>Makes a dashboard.</summary>
    /// <exception cref="InvalidRequestException">Name or content break the rules.</exception>
    [Alias("create")]
    Task<DashboardAnswer> Create(DashboardActor actor, DashboardDraft draft);

    /// <summary>Replaces a dashboard, if it still has that version.</summary>
    /// <exception cref="InvalidRequestException">Name or content break the rules.</exception>
    [Alias("replace")]
    Task<DashboardAnswer> Replace(string id, int version, DashboardActor actor, DashboardDraft draft);

    /// <summary>Deletes a dashboard.</summary>
    [Alias("delete")]
    Task<DashboardAnswer> Delete(string id, DashboardActor actor);
}
