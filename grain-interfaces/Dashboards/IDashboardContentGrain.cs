using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Dashboards;

/// <summary>
/// What is on one dashboard. Only <see cref="IDashboardsGrain"/> writes it. Key: <see cref="GrainKeys.DashboardContent"/>.
/// </summary>
[Alias("dcmon.dashboard-content")]
public interface IDashboardContentGrain : IGrainWithStringKey
{
    /// <summary>What is on a version of it, JSON; null where there is no such version.</summary>
    /// <param name="version">The version that the dashboard's head names.</param>
    [Alias("get-version"), ReadOnly]
    Task<string?> Get(int version);

    /// <summary>Stores what is on a version of it.</summary>
    /// <param name="content">JSON.</param>
    /// <param name="version">The version that the dashboard's head will name.</param>
    [Alias("set-version")]
    Task Set(string content, int version);

    /// <summary>Deletes all of it.</summary>
    [Alias("delete")]
    Task Delete();
}
