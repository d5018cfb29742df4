using Dcmon.Settings;
using Dcmon.Silo.Settings;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Postgres;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Series;

/// <summary>Registers the series store and its maintenance.</summary>
public static class SeriesServices
{
    /// <summary>
    /// Stores series in this process' data directory, or in the PostgreSQL database that the settings name.
    /// </summary>
    public static void AddSeriesStore(this IHostApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.AddSingleton(services => Open(settings, new SeriesStoreOptions
        {
            // Until RetentionFollower has read what admins have set.
            Maintenance = MaintenanceOptions.Everything,
            Time = services.GetRequiredService<TimeProvider>(),
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Dcmon.Series"),
        }));
        builder.Services.AddSingleton<ISeriesStore>(services => services.GetRequiredService<SeriesStore>());
        builder.Services.AddHostedService<SeriesMaintenance>();
    }

    /// <summary>Opens the store that the settings name.</summary>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    public static SeriesStore Open(ServerSettings settings, SeriesStoreOptions options)
    {
        var (text, file) = (settings.SeriesDatabase, settings.SeriesDatabaseFile);
        if (text.Length == 0 && file.Length == 0) return OpenFile(settings.DataFile("series.db"), options);
        try
        {
            return PostgresSeries.Open(file.Length > 0 ? File.ReadAllText(file).Trim() : text, options);
        }
        catch (Exception refused) when (refused is FormatException or StoreUnavailableException or IOException
            or UnauthorizedAccessException)
        {
            throw new SettingsException(
                [$"{(file.Length > 0 ? "series_database_file" : "series_database")}: {refused.Message}"]);
        }
    }

    private static SeriesStore OpenFile(string path, SeriesStoreOptions options)
    {
        try
        {
            return SqliteSeries.Open(path, options);
        }
        catch (Exception refused) when (refused is StoreUnavailableException or InvalidOperationException)
        {
            throw new SettingsException([refused.Message]);
        }
    }
}
