using Dcmon.TimeSeries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Series;

/// <summary>Runs the maintenance of the series store every second.</summary>
internal sealed partial class SeriesMaintenance(SeriesStore store, TimeProvider time, ILogger<SeriesMaintenance> log)
    : BackgroundService
{
    private string? _refusal;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.MaintainAsync(stoppingToken);
            }
            catch (StoreUnavailableException refused)
            {
                SayFailed(refused.Message);
            }

            LogRefusal();
        }
    }

    /// <summary>A full disk is logged once when it begins and once when it ends.</summary>
    private void LogRefusal()
    {
        if (store.Refusal is { } now && _refusal is null) SayRefusing(now);
        if (store.Refusal is null && _refusal is not null) SayAccepting();
        _refusal = store.Refusal;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Maintenance of the series store failed and will be retried: {Reason}")]
    private partial void SayFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reports are refused, agents keep them: {Reason}")]
    private partial void SayRefusing(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reports are accepted again")]
    private partial void SayAccepting();
}
