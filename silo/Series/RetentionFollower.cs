using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Grains;
using Dcmon.Silo.Settings;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Maintenance;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dcmon.Silo.Series;

/// <summary>
/// Applies the retention to the series store. What admins have set has priority over this silo's settings file, so
/// nothing is deleted until that is known.
/// </summary>
internal sealed partial class RetentionFollower(
    IGrainFactory grains, SeriesStore store, ServerSettings settings, IOptions<GrainOptions> options, TimeProvider time,
    ILogger<RetentionFollower> log)
    : BackgroundService
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);

    private RetentionLimits? _inForce;
    private bool _failed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AskEvery, time);
        do
        {
            try
            {
                Apply((await grains.Settings().GetRetention()).Chosen.Over(settings.Retention.ToLimits()));
                _failed = false;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested) // the next round asks again
            {
                if (!_failed) NotKnown(error.Message);
                _failed = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Apply(RetentionLimits limits)
    {
        if (limits == _inForce) return;
        if (_inForce is not null) Changed(limits.Raw, limits.FiveMinutes, limits.OneHour);
        _inForce = limits;
        options.Value.SampleRetention = limits.Raw;
        store.Keep(OptionsOf(limits));
    }

    private static MaintenanceOptions OptionsOf(RetentionLimits limits) => new()
    {
        Raw = limits.Raw,
        FiveMinutes = limits.FiveMinutes,
        OneHour = limits.OneHour,
        Events = limits.Events,
        Processes = limits.Processes,
        MaxBytes = limits.MaxMegabytes == 0 ? null : limits.MaxMegabytes * 1024L * 1024,
        MinDiskFree = limits.MinFreeMegabytes * 1024L * 1024,
    };

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The retention that admins have set cannot be read, it stays as it is: {Reason}")]
    private partial void NotKnown(string reason);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Retention has changed: samples {Raw}, 5-minute roll-ups {FiveMinutes}, 1-hour roll-ups {OneHour}")]
    private partial void Changed(TimeSpan raw, TimeSpan fiveMinutes, TimeSpan oneHour);
}
