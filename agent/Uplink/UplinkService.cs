using Dcmon.Agent.Identity;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Timing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Brings reports to the server, one message at a time: the newest first, then what waits in the spool, oldest first
/// and at a bounded rate, in messages of a size that keeps live reports from waiting. When the agent stops, it tries
/// once more for a moment. The fields belong to the loop.
/// </summary>
internal sealed partial class UplinkService(
    CurrentIdentity identity, ServerChoice servers, GatewayClientFactory clients, ReportSender sender, LiveReports live, ReportSpool spool,
    ReportSchedule schedule, UplinkSettings settings, TimeProvider time, Random random, ILogger<UplinkService> logger) : BackgroundService
{
    /// <summary>
    /// Values and schemas of one message, bytes: well below <see cref="Wire.WireLimits.MaxBodyBytes"/> even if nothing
    /// compresses.
    /// </summary>
    private const long LargestBatch = 1024 * 1024;

    private readonly Backoff _backoff = new(settings.BackoffMin, settings.BackoffMax, random);
    private readonly RateGate _backfill = new(settings.BackfillRate, time);
    private readonly BatchSize _batch = new(settings.BackfillBatch);
    private readonly PreferredServers _preferred = new(servers, clients, identity);
    private readonly UplinkLog _log = new(logger, time);
    private GatewayClient? _client;

    /// <summary>The connection's state; null before the first message. Safe for concurrent use.</summary>
    public ConnectionState? Connection => _log.State;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (Newest() is { Count: > 0 } newest) await SendAsync(newest, past: 0, stop);
                else if (spool.SpoolReports > 0 && _backfill.ClosedFor is var closed && closed > TimeSpan.Zero)
                    await WaitAsync(closed, stop);
                else if (Oldest() is { Count: > 0 } oldest) await SendAsync(oldest, oldest.Count, stop);
                else await live.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await DrainAsync();
        }
        finally
        {
            _client?.Dispose();
        }
    }

    private List<SpooledReport> Newest() => live.TakeAll().FindAll(each => spool.IsPending(each.Report.Sequence));

    private List<SpooledReport> Oldest()
    {
        var oldest = spool.TakeOldest(_batch.Value, LargestBatch);
        _backfill.Pass(oldest.Count);
        return oldest;
    }

    /// <summary>Waits for a new report, but not longer than that.</summary>
    private async Task WaitAsync(TimeSpan longest, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(live.WaitAsync(over.Token), Task.Delay(longest, time, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private async Task SendAsync(List<SpooledReport> batch, int past, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        _preferred.Check(stop);
        var client = Client();
        var problem = await sender.SendAsync(client, batch, stop);
        _log.Log(problem, client, spool.SpoolReports);
        if (problem is null)
        {
            servers.MarkWorking();
            _batch.Answered(past, time.GetElapsedTime(start));
            _backoff.Reset();
            return;
        }

        Reset();
        schedule.Reset();
        // One that does not accept this agent is there: others would not accept it, either.
        if (problem is not SendResult.Unauthorized && servers.MarkFailed()) return;
        await Task.Delay(WaitAfter(problem), time, stop);
    }

    private TimeSpan WaitAfter(SendResult problem) => problem switch
    {
        SendResult.Busy { RetryAfter: { } asked } => _backoff.Next(asked),
        SendResult.Unauthorized => _backoff.Slow(),
        _ => _backoff.Next(),
    };

    private async Task DrainAsync()
    {
        if (Newest() is not { Count: > 0 } batch) batch = Oldest();
        if (batch.Count == 0) return;
        using var limit = new CancellationTokenSource(settings.DrainTimeout, time);
        try
        {
            var client = Client();
            if (await sender.SendAsync(client, batch, limit.Token) is { } problem) _log.Log(problem, client, spool.SpoolReports);
        }
        catch (OperationCanceledException)
        {
            Left(spool.SpoolReports);
        }
    }

    /// <summary>
    /// A client of the server in use with the identity in force: a renewed certificate needs a new connection.
    /// </summary>
    private GatewayClient Client()
    {
        var current = identity.Value;
        var server = servers.Current ?? current.Server;
        if (_client?.Identity == current && _client.Server == server) return _client;
        if (_client is not null && _client.Server != server) Reset();
        _client?.Dispose();
        return _client = clients.Make(current, server);
    }

    /// <summary>The next message may go another way, or to a server that knows nothing.</summary>
    private void Reset()
    {
        _batch.Reset();
        sender.Reset();
    }

    [LoggerMessage(LogLevel.Information, "Stopping with {Count} reports unsent; they are sent after the next start.")]
    private partial void Left(long count);
}
