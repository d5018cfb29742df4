using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Dashboards;

/// <summary>What is on one dashboard. Only <see cref="IDashboardsGrain"/> writes it. Key: <see cref="GrainKeys.DashboardContent"/>.</summary>
[Alias("dcmon.dashboard-content")]
public interface IDashboardContentGrain : IGrainWithStringKey
{
    /// <summary>What is on it, JSON; null where there is none.</summary>
    [Alias("get"), ReadOnly]
    Task<string?> Get();

    /// <summary>Keeps what is on it from now on; null: it is gone.</summary>
    [Alias("set")]
    Task Set(string? content);
}
