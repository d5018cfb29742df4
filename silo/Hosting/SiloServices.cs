using Dcmon.Grains;
using Dcmon.Grains.Calls;
using Dcmon.Silo.Series;
using Dcmon.Silo.Settings;
using Dcmon.TimeSeries.Maintenance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Silo.Hosting;

/// <summary>Registers the grains and their storage.</summary>
public static class SiloServices
{
    /// <summary>Hosts grains and storage in this process.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="forOthers">Whether other processes call these grains.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, ServerSettings settings, bool forOthers)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<GrainOptions>(options =>
        {
            options.ReportInterval = settings.Agents.Interval;
            options.MaxSeries = settings.Agents.MaxSeries;
            options.SampleRetention = MaintenanceOptions.Everything.Raw;
            options.ConfiguredRetention = settings.Retention.ToLimits();
        });
        builder.AddSeriesStore(settings);
        if (forOthers) builder.AddClusterSilo(settings);
        else builder.AddLocalSilo();
        builder.UseOrleans(silo => silo.AddGrains(settings.DataFile("grains.db")));
        builder.Services.TryAddSingleton(settings);
        builder.Services.AddHostedService<RetentionFollower>();
        builder.Services.AddHostedService<MemoryTrimming>();
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(services =>
            services.GetRequiredService<GrainCallMetrics>());
    }
}
