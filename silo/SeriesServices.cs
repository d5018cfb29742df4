using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo;

/// <summary>The series store and what keeps it tidy.</summary>
public static class SeriesServices
{
    /// <summary>Keeps series in this process' data directory.</summary>
    public static void AddSeriesStore(this IHostApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.AddSingleton(services => SqliteSeries.Open(settings.DataFile("series.db"), new SeriesStoreOptions
        {
            Maintenance = settings.Retention.ToOptions(),
            Time = services.GetRequiredService<TimeProvider>(),
            Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Dcmon.Series"),
        }));
        builder.Services.AddSingleton<ISeriesStore>(services => services.GetRequiredService<SeriesStore>());
        builder.Services.AddHostedService<SeriesMaintenance>();
    }
}
