using Dcmon.Grains.Clients;
using Dcmon.Grains.Fleet;
using Dcmon.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Dcmon.Grains;

/// <summary>
/// Registers what the grains need, beside an <c>ISeriesStore</c>, a <see cref="TimeProvider"/> and <see cref="GrainOptions"/>.
/// </summary>
public static class GrainsExtensions
{
    /// <summary>Orleans makes room for a million at once, which takes 19 MB.</summary>
    private const int CachedAddresses = 50_000;

    /// <summary>Adds it.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="stateFile">The SQLite file for the grains' state.</param>
    public static ISiloBuilder AddGrains(this ISiloBuilder silo, string stateFile)
    {
        silo.AddSqliteGrainStorage(stateFile);
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = CachedAddresses);
        silo.Services.AddSingleton<FleetUpdates>().AddSingleton<LimitMetrics>().AddHostedService<FleetUpdateSender>();
        return silo;
    }
}
