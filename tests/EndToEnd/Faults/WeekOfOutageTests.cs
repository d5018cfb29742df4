using System.Diagnostics;
using Dcmon.Agent.Spool;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.EndToEnd.Faults;

/// <summary>The server was away for a week, the agent's disk has it all, and people look at the machine as soon as it is back.</summary>
public sealed class WeekOfOutageTests(ITestOutputHelper output)
{
    private const int Week = 7 * 24 * 3600 / 10;

    [Fact]
    [Trait("Category", "Long")]
    public async Task Server_BackAfterAWeek_HasAllOfItSoonAndLiveReportsMeanwhile()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        Fill(Path.Combine(agent.State, "spool"));

        var watch = Stopwatch.StartNew();
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await agent.StartAsync();
        await agent.Process.WaitForLineAsync("Reporting to");
        output.WriteLine($"First answer after {watch.Elapsed.TotalSeconds:0.0} s.");
        var waits = new List<long>();
        var (past, row) = (0, 0L);
        await Eventually.HoldsAsync(() =>
        {
            var stored = SeriesDatabase.Reports(server, row);
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            if (stored.Count > 0) row = stored[^1].Row;
            past += stored.Count(each => each.Time < start);
            waits.AddRange(stored.Where(each => each.Time >= start).Select(each => now - each.Time));
            return past >= Week;
        }, "the week is stored", timeout: TimeSpan.FromMinutes(9));

        var took = watch.Elapsed;
        waits.Sort();
        output.WriteLine(
            $"{Week} reports in {took.TotalSeconds:0} s: {Week * 10 / took.TotalSeconds:0} times real time, agent's CPU {agent.Process.CpuTime.TotalSeconds:0.0} s, {agent.Process.ResidentBytes / 1e6:0} MB; "
            + $"{waits.Count} live reports, from making to storing: median {waits[waits.Count / 2]} ms, longest {waits[^1]} ms.");
        var all = SeriesDatabase.Reports(server).Where(each => each.Time < start).ToList();
        Assert.Equal(Week, all.Count);
        Assert.Equal(Week, all.DistinctBy(each => each.Sequence).Count());
        Assert.InRange(took.TotalSeconds, 0, Week * 10 / 50.0);
        Assert.InRange(waits[^1], 0, 2_000);
    }

    /// <summary>What an agent leaves on its disk that could not report for a week.</summary>
    private void Fill(string directory)
    {
        var host = new GpuHost(1);
        var settings = new SpoolSettings { Sync = SpoolSync.Never };
        using var spool = new ReportSpool(directory, settings, TimeProvider.System, new Random(1), NullLogger<ReportSpool>.Instance);
        var first = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(7);
        for (var i = 0; i < Week; i++)
            spool.Append((first + TimeSpan.FromSeconds(10 * i)).ToUnixTimeMilliseconds(), host.Schema, host.Next());
        Assert.Equal((Week, 0), (spool.SpoolReports, spool.SpoolDropped));
        output.WriteLine($"{Week} reports of {host.Schema.Series.Count} series: {spool.SpoolBytes / 1e6:0} MB.");
    }
}
