using System.Diagnostics;
using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Truth;
using Dcmon.Load;
using Dcmon.Testing;
using Dcmon.Testing.Hub;

namespace Dcmon.EndToEnd.Push;

/// <summary>
/// What browsers cost the server: the same fleet reports first with nobody there, then with 200 connections that watch it, of which 20 have
/// ten live queries each, half of them the same ten over the whole fleet, half each its own of single machines. PUSH_AGENTS and
/// PUSH_CONNECTIONS give other numbers.
/// </summary>
[Trait("Category", "Bench")]
[Trait("Size", "Full")]
[Collection(Alone.Name)]
public sealed class PushCostTests(ITestOutputHelper output)
{
    private const int WithQueries = 20;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(40);

    private static readonly string[] OfTheFleet =
    [
        "gpu_temperature_celsius?step=300&agg=max", "ipmi_temperature_celsius?step=300&match=sensor%3D%22CPU%20Temp%22&agg=max",
        "memory_available_bytes?step=300", "cpu_seconds_total/rate?step=300&match=mode!~%22idle%7Ciowait%22&agg=sum", "load1?step=10",
        "gpu_power_watts?step=300&agg=sum", "gpu_power_watts?step=10&agg=sum&across=all", "network_receive_bytes_total/rate?step=300&agg=sum",
        "disk_read_bytes_total/rate?step=300&agg=sum", "ipmi_fan_rpm?step=300&agg=min",
    ];

    private static readonly string[] OfAMachine =
    [
        "cpu_seconds_total/rate?step=0&match=mode!~%22idle%7Ciowait%22&agg=sum", "memory_available_bytes?step=0", "load1?step=0", "load5?step=10",
        "gpu_temperature_celsius?step=10", "gpu_power_watts?step=10", "network_receive_bytes_total/rate?step=10", "network_transmit_bytes_total/rate?step=10",
        "disk_read_bytes_total/rate?step=10", "disk_written_bytes_total/rate?step=10",
    ];

    [Fact]
    public async Task Connections_CostUnderACoreAndAMegabyteEach()
    {
        var (agents, connections) = (Number("PUSH_AGENTS", 500), Number("PUSH_CONNECTIONS", 200));
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await server.FleetAsync(new LoadOptions { Agents = agents, State = server.File("fleet"), Interval = TimeSpan.FromSeconds(10) });
        fleet.Start();
        await Eventually.PassAsync(Settle);
        var alone = await CoresAsync(server);
        var memory = server.Process.ResidentBytes;

        var hubs = new List<HubClient>();
        try
        {
            for (var i = 0; i < connections; i++)
                hubs.Add(await HubClient.ConnectAsync(new Uri(server.Address, "/hub/live"), server.Api.Cookies, keepEvents: false));
            foreach (var hub in hubs) await hub.InvokeAsync("WatchFleet", false);
            await Eventually.PassAsync(Settle);
            var before = Received(hubs);
            var watched = await CoresAsync(server);
            Say($"{connections} connections, each of {(Received(hubs) - before) / 1024.0 / connections / Measured.TotalSeconds:0.0} KiB/s", alone, watched, memory, server, connections);

            await WatchSeriesAsync(hubs, await ClientsAsync(server));
            await Eventually.PassAsync(Settle);
            var queried = await CoresAsync(server);
            var each = Say($"and {WithQueries} with ten live queries each", alone, queried, memory, server, connections);
            Assert.All(hubs, hub => Assert.True(hub.Records > 2 * Measured.TotalSeconds, "a connection got less than two messages a second"));
            Assert.InRange(queried - alone, 0, 1);
            Assert.InRange(each, 0, 1 << 20);
        }
        finally
        {
            foreach (var hub in hubs) await hub.DisposeAsync();
        }

        Assert.True(fleet.Counters.Failures == 0, fleet.Counters.LastProblem);
    }

    private static async Task WatchSeriesAsync(List<HubClient> hubs, List<string> clients)
    {
        for (var i = 0; i < WithQueries; i++)
            for (var query = 0; query < OfTheFleet.Length; query++)
            {
                var text = i % 2 == 0 ? OfTheFleet[query] : $"{OfAMachine[query]}&client={clients[i * clients.Count / WithQueries]}";
                await hubs[i].InvokeAsync("WatchSeries", $"{query}", "/api/timeseries/" + text);
            }
    }

    private static async Task<List<string>> ClientsAsync(ServerProcess server) =>
        [.. (await server.Api.GetAsync("/api/clients")).EnumerateArray().Select(client => client.GetProperty("id").GetString()!)];

    /// <summary>Cores that the server uses, on average over <see cref="Measured"/>.</summary>
    private static async Task<double> CoresAsync(ServerProcess server)
    {
        var (cpu, watch) = (server.Process.CpuTime, Stopwatch.StartNew());
        await Eventually.PassAsync(Measured);
        return (server.Process.CpuTime - cpu) / watch.Elapsed;
    }

    /// <summary>Writes the figures.</summary>
    /// <returns>Memory that each connection takes, bytes.</returns>
    private double Say(string what, double alone, double now, long memory, ServerProcess server, int connections)
    {
        var each = (double)(server.Process.ResidentBytes - memory) / connections;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {now - alone:0.000} cores more than the {alone:0.000} without; {each / 1024:0} KiB of memory a connection, {server.Process.ResidentBytes >> 20} MiB in all"));
        return each;
    }

    private static long Received(List<HubClient> hubs) => hubs.Sum(hub => hub.Received);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
