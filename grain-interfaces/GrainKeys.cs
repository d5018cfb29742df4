using System.Text;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Cluster;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.GrainInterfaces.Enrollment;
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
    private const string IndexPrefix = "clients/";
    private const string Only = "the/only";

    /// <summary>Shards of the index of clients; a change would lose clients.</summary>
    private const int IndexShards = 64;

    /// <summary>A machine's grain.</summary>
    public static IClientGrain Client(this IGrainFactory grains, string id) => grains.GetGrain<IClientGrain>(ClientKey(id));

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

    /// <summary>The enrolment tokens' grain.</summary>
    public static IEnrollmentGrain Enrollment(this IGrainFactory grains) => grains.GetGrain<IEnrollmentGrain>(EnrollmentKey);

    /// <summary>The shard of the index that lists a client.</summary>
    public static IClientIndexGrain IndexOf(this IGrainFactory grains, string id) => grains.GetGrain<IClientIndexGrain>(IndexKey(id));

    /// <summary>All shards of the index of clients.</summary>
    public static IEnumerable<IClientIndexGrain> Index(this IGrainFactory grains) =>
        Enumerable.Range(0, IndexShards).Select(shard => grains.GetGrain<IClientIndexGrain>(IndexKey(shard)));

    /// <summary>The key of a client's grain.</summary>
    public static string ClientKey(string id) => ClientPrefix + id;

    /// <summary>The client id within the key of a client's grain.</summary>
    public static string ClientId(string key) => key[ClientPrefix.Length..];

    /// <summary>The key of the enrolment tokens' grain.</summary>
    public static string EnrollmentKey => Only;

    /// <summary>The key of the shard of the index that lists a client: FNV-1a of its id.</summary>
    public static string IndexKey(string id)
    {
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(id)) hash = (hash ^ letter) * 16777619u;
        return IndexKey((int)(hash % IndexShards));
    }

    private static string IndexKey(int shard) => $"{IndexPrefix}{shard:x2}";
}
