using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Load;
using Dcmon.Load.Agents;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Faults;

/// <summary>What <c>kill -9</c> of the server does to the reports of 20 simulated agents.</summary>
public sealed class ServerKilledTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    [Fact]
    public Task Kill9_20TimesInTheMiddleOfLoad_EveryReportIsStoredOnce() => KillInTheMiddleOfLoad(20);

    [Fact]
    [Trait("Category", "Long")]
    public Task Kill9_200TimesInTheMiddleOfLoad_EveryReportIsStoredOnce() => KillInTheMiddleOfLoad(200);

    private async Task KillInTheMiddleOfLoad(int kills)
    {
        var random = new Random(kills);
        await using var server = await ServerProcess.StartAsync(output);
        await using var fleet = await server.FleetAsync(server.Fleet(20, Interval) with { Extras = true });
        fleet.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            // Some kills come into the crowd of agents that have waited, some into the calm afterwards.
            var before = fleet.Counters.Acknowledged;
            await Eventually.HoldsAsync(() => fleet.Counters.Acknowledged > before, "the server acknowledges reports");
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(random.Next(1_000)));
            await server.Process.KillAsync();
            await server.StartAgainAsync();
        }

        await fleet.StopAsync(TimeSpan.FromSeconds(60));
        var counters = fleet.Counters;
        output.WriteLine($"{counters.Made} made, {counters.Acknowledged} acknowledged, {counters.Duplicates} of them stored by an attempt whose answer was lost, {counters.Retried} sent again.");
        Assert.True(counters.Waiting == 0, $"{counters.Waiting} reports were never acknowledged; {counters.LastProblem}");
        Assert.Equal(counters.Made, counters.Acknowledged);
        foreach (var agent in fleet.Agents) await AssertAllInHistoryOnce(server, agent);
        Assert.Equal(0, await server.Process.StopAsync());
        AssertAllInDatabaseOnce(server, fleet);
    }

    private static async Task AssertAllInHistoryOnce(ServerProcess server, LoadAgent agent)
    {
        var expected = agent.Acknowledged.OrderBy(each => each.Sequence).Select(each => (each.Time, (double)each.Sequence)).ToList();
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(i => expected[0].Item2 + i), expected.Select(each => each.Item2));
        Assert.Equal(expected, await History.ValuesAsync(server, LoadAgent.SequenceMetric, agent.Identity.ClientId));
    }

    private static void AssertAllInDatabaseOnce(ServerProcess server, LoadFleet fleet)
    {
        var expected = fleet.Agents.SelectMany(
            agent => agent.Acknowledged.Select(each => (agent.Identity.ClientId, each.Sequence, each.Time)));
        var stored = SeriesDatabase.Reports(server).Select(each => (each.Client, each.Sequence, each.Time));
        Assert.Equal(expected.Order(), stored.Order());
        Assert.Equal(expected.Order(),
            SeriesDatabase.Events(server).Select(each => (each.Client, long.Parse(each.Key), each.Time)).Order());
        Assert.Equal(expected.Select(each => (each.ClientId, each.Time)).Order(), SeriesDatabase.ProcessTables(server).Order());
    }
}
