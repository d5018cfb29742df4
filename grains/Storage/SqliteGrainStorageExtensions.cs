using Dcmon.TimeSeries.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dcmon.Grains.Storage;

/// <summary>Registers the storage of grains' state.</summary>
public static class SqliteGrainStorageExtensions
{
    /// <summary>The ADO.NET provider: Orleans takes Microsoft.Data.Sqlite for this name.</summary>
    private const string Invariant = "System.Data.SQLite";

    /// <summary>
    /// Keeps grains' state in a SQLite file, which is made, or taken over from an older version, when the host starts.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="path">The file.</param>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string path)
    {
        const string adoNet = $"{GrainOptions.Storage} by ADO.NET";
        silo.AddAdoNetGrainStorage(adoNet, (AdoNetGrainStorageOptions options) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                DefaultTimeout = SqliteFile.LockWait,
            }.ToString();
        });
        silo.Services.AddOptions<AdoNetGrainStorageOptions>(adoNet).Configure<IServiceProvider>((options, services) =>
            options.GrainStorageSerializer = ActivatorUtilities.CreateInstance<SystemTextJsonGrainStorageSerializer>(services));
        silo.Services
            .AddKeyedSingleton<IGrainStorage>(GrainOptions.Storage, (services, _) =>
                new SqliteGrainStorage(
                    services.GetRequiredKeyedService<IGrainStorage>(adoNet),
                    ActivatorUtilities.CreateInstance<DiskReserve>(services, path)))
            .AddHostedService(services => ActivatorUtilities.CreateInstance<GrainDatabasePreparation>(services, path));
        return silo;
    }
}
