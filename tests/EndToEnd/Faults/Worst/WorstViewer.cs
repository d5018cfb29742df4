using Dcmon.EndToEnd.Processes;
using Dcmon.Simulation.Enrollment;
using Dcmon.Testing.Hub;

namespace Dcmon.EndToEnd.Faults.Worst;

/// <summary>
/// A session that asks for as much as it can: costly expressions, everything of all machines over a month, answers that it does not wait
/// for, and hundreds of live queries, all different.
/// </summary>
internal sealed class WorstViewer(ServerProcess server, ServerApi session)
{
    private const int Sessions = 6;
    private const int Connections = 4;
    private const int LiveQueries = 60;

    private static readonly string[] Questions =
    [
        "timeseries/load1?from=-1d&step=0&match=" + Uri.EscapeDataString("a=~\"(.*a.{90}){4}\""),
        "timeseries/cpu_seconds_total/rate?from=-30d&step=60",
        "timeseries/gpu_temperature_celsius?from=-30d&step=10",
        "timeseries/network_receive_bytes_total/rate?from=-7d&step=60&by=client,device&format=csv",
        "timeseries/gpu_power_watts?from=-30d&step=60&agg=quantile&q=0.99&across=all",
        "states/gpu_temperature_celsius?from=-1d",
        "series?match=" + Uri.EscapeDataString("__name__=~\"(a|b|c|.*)+\""),
        "metrics?from=-30d",
        "clients",
        "events?limit=1000&from=-30d",
    ];

    private int _questions;

    /// <summary>Questions asked so far.</summary>
    public int Count => _questions;

    /// <summary>Goes on until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var hubs = await Task.WhenAll(Enumerable.Range(0, Connections).Select(WatchAsync));
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(number => AskAsync(new Random(number), stop)));
        foreach (var hub in hubs) await hub.DisposeAsync();
    }

    private async Task<HubClient> WatchAsync(int connection)
    {
        var hub = await HubClient.ConnectAsync(new Uri(server.Address, "/hub/live"), session.Cookies, keepEvents: false);
        for (var i = 0; i < LiveQueries; i++)
            await hub.InvokeAsync("WatchSeries", $"{i}", $"/api/timeseries/cpu_seconds_total/rate?step=1&window={60 + connection * LiveQueries + i}&agg=sum");
        return hub;
    }

    private async Task AskAsync(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // Half of the answers are not waited for.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (random.Next(2) == 0) patience.CancelAfter(random.Next(20, 500));
            try
            {
                using var answer = await session.Http.GetAsync("/api/" + Questions[random.Next(Questions.Length)], patience.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
            {
                // Refused, or given up.
            }

            Interlocked.Increment(ref _questions);
        }
    }
}
