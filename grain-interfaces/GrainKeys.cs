using Dcmon.GrainInterfaces.Accounts;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Cluster;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.GrainInterfaces.History;
using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.GrainInterfaces;

/// <summary>
/// The keys of all grains. Each has a prefix that is not hexadecimal: Orleans' ADO.NET storage reads a key that looks
/// like a hexadecimal number as one, and lets two keys share a row.
/// </summary>
public static class GrainKeys
{
    private const string ClientPrefix = "client/";
    private const string DashboardPrefix = "dashboard/";
    private const string Only = "the/only";

    /// <summary>A machine's grain.</summary>
    public static IClientGrain Client(this IGrainFactory grains, string id) => grains.GetGrain<IClientGrain>(ClientPrefix + id);

    /// <summary>The fleet's grain.</summary>
    public static IFleetGrain Fleet(this IGrainFactory grains) => grains.GetGrain<IFleetGrain>(Only);

    /// <summary>A history worker.</summary>
    public static IHistoryGrain History(this IGrainFactory grains) => grains.GetGrain<IHistoryGrain>(Only);

    /// <summary>The accounts' grain.</summary>
    public static IAccountsGrain Accounts(this IGrainFactory grains) => grains.GetGrain<IAccountsGrain>(Only);

    /// <summary>The settings' grain.</summary>
    public static ISettingsGrain Settings(this IGrainFactory grains) => grains.GetGrain<ISettingsGrain>(Only);

    /// <summary>The dashboards' grain.</summary>
    public static IDashboardsGrain Dashboards(this IGrainFactory grains) => grains.GetGrain<IDashboardsGrain>(Only);

    /// <summary>What is on a dashboard.</summary>
    public static IDashboardContentGrain DashboardContent(this IGrainFactory grains, string id) =>
        grains.GetGrain<IDashboardContentGrain>(DashboardPrefix + id);

    /// <summary>The cluster's grain.</summary>
    public static IClusterGrain Cluster(this IGrainFactory grains) => grains.GetGrain<IClusterGrain>(Only);

    /// <summary>The client id within the key of a client's grain.</summary>
    public static string ClientId(string key) => key[ClientPrefix.Length..];
}
