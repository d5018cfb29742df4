using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Dcmon.Grains.Storage;

/// <summary>Registers the storage of grains' state.</summary>
public static class SqliteGrainStorageExtensions
{
    /// <summary>Keeps the state of grains that name this storage in a SQLite file, made when first used.</summary>
    public static IServiceCollection AddSqliteGrainStorage(this IServiceCollection services, string name, string path) =>
        services.AddKeyedSingleton<IGrainStorage>(name, (_, _) => new SqliteGrainStorage(path));
}
