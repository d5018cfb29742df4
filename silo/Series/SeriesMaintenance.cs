using Dcmon.TimeSeries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Series;

/// <summary>Lets the series store tidy up what is due, each second.</summary>
internal sealed partial class SeriesMaintenance(SeriesStore store, TimeProvider time, ILogger<SeriesMaintenance> log) : BackgroundService
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

            TellRefusal();
        }
    }

    /// <summary>A full disk is told once when it begins and once when it ends.</summary>
    private void TellRefusal()
    {
        if (store.Refusal is { } now && _refusal is null) SayRefusing(now);
        if (store.Refusal is null && _refusal is not null) SayAccepting();
        _refusal = store.Refusal;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The series store could not tidy up, and tries again: {Reason}")]
    private partial void SayFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reports are refused, agents keep them: {Reason}")]
    private partial void SayRefusing(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reports are taken again")]
    private partial void SayAccepting();
}
