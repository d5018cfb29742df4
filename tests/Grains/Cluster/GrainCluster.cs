using Dcmon.Grains.Calls;
using Dcmon.Grains.Tests.Storage;
using Dcmon.Testing;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Dcmon.Grains.Tests.Cluster;

/// <summary>
/// Silos in this process, each set up as the server sets up its one, on one series store and one file of grain state.
/// Messages between them are serialized.
/// </summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly SeriesStore _store;

    private GrainCluster(string folder, short silos)
    {
        StateFile = Path.Combine(folder, "grains.db");
        _store = SqliteSeries.Open(Path.Combine(folder, "series.db"));
        Series = new HeldSeriesStore(_store);
        var builder = new InProcessTestClusterBuilder(silos);
        // Part of the key of what is stored.
        builder.Options.ServiceId = "dcmon";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddGrains(StateFile);
            silo.Services
                .AddLogging(logging => logging.ClearProviders())
                .AddSingleton(TimeProvider.System)
                .AddSingleton<ISeriesStore>(Series)
                .AddSingleton<GrainCallMetrics>()
                .AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<GrainCallMetrics>())
                .AddFaultyGrainStorage(Storage);
        });
        _cluster = builder.Build();
    }

    /// <summary>The SQLite file of the grains' state.</summary>
    public string StateFile { get; }

    /// <summary>The storage of the grains' state, as the first silo has it.</summary>
    public IGrainStorage GrainStorage => ServicesOf(0).GetRequiredKeyedService<IGrainStorage>(GrainOptions.Storage);

    /// <summary>Makes writes of grain state fail.</summary>
    public StorageFaults Storage { get; } = new();

    /// <summary>The series store of all silos.</summary>
    internal HeldSeriesStore Series { get; }

    /// <summary>Calls grains from the first silo.</summary>
    public IGrainFactory First => ServicesOf(0).GetRequiredService<IGrainFactory>();

    /// <summary>Calls grains from the second silo.</summary>
    public IGrainFactory Second => ServicesOf(1).GetRequiredService<IGrainFactory>();

    /// <summary>Calls grains from a client of the cluster, as a web server of its own does.</summary>
    public IGrainFactory Outside => _cluster.Client;

    public SiloAddress FirstSilo => _cluster.Silos[0].SiloAddress;

    public SiloAddress SecondSilo => _cluster.Silos[1].SiloAddress;

    /// <param name="folder">Where the files are or will be.</param>
    /// <param name="silos">How many.</param>
    public static async Task<GrainCluster> StartAsync(string folder, short silos)
    {
        var cluster = new GrainCluster(folder, silos);
        try
        {
            await cluster._cluster.DeployAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public IServiceProvider ServicesOf(int silo) => _cluster.Silos[silo].ServiceProvider;

    /// <summary>Where a grain is active; null: nowhere. Asks the silos, whose caches of addresses may be old.</summary>
    public async Task<SiloAddress?> SiloOf(IAddressable grain)
    {
        var active = await First.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return active.FirstOrDefault(each => each.GrainId == grain.GetGrainId())?.SiloAddress;
    }

    /// <summary>Makes a grain active on a silo, or moves it there.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="silo">Where it shall be.</param>
    /// <param name="call">A call that changes nothing.</param>
    public Task Place<T>(T grain, SiloAddress silo, Func<T, Task> call)
        where T : IAddressable => Eventually.HoldsAsync(
            async () =>
            {
                var now = await SiloOf(grain);
                if (silo.Equals(now)) return true;
                RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
                if (now is null) await call(grain);
                else await grain.Cast<IGrainManagementExtension>().MigrateOnIdle();
                RequestContext.Remove(IPlacementDirector.PlacementHintKey);
                return false;
            },
            what: $"{grain} on {silo}");

    /// <summary>Ends a grain's activation; the next call makes a new one, from what is stored.</summary>
    public Task Deactivate(IAddressable grain) => grain.Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
