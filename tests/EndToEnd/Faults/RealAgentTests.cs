using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Dcmon.Wire.Extras;

namespace Dcmon.EndToEnd.Faults;

/// <summary>The real agent, a report each second, while things fail around it and to itself.</summary>
public sealed class RealAgentTests(ITestOutputHelper output)
{
    private const string EverySecond = "agents.interval=1s";

    /// <summary>Milliseconds; an agent that starts on a busy machine may skip a second or two; no outage here is as short.</summary>
    private const long LongestBreath = 4_000;

    [Fact]
    public async Task Server_AwayFor15Seconds_LeavesNoGapAndLiveReportsDoNotWait()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", EverySecond);
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        // The past takes a while at this rate, so that new reports are made meanwhile.
        await agent.StartAsync("uplink.backfill_batch=3", "uplink.backfill_rate=3");
        await WaitForReportsAsync(server, 3);

        await server.Process.KillAsync();
        await Eventually.PassAsync(TimeSpan.FromSeconds(15));
        var lastBefore = SeriesDatabase.Reports(server)[^1];
        await server.StartAgainAsync();
        var back = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Eventually.HoldsAsync(() =>
            SeriesDatabase.Reports(server, lastBefore.Row) is { Count: > 15 } stored && LongestGap([lastBefore, .. stored]) <= LongestBreath, "all reports of the outage are stored");

        Assert.InRange(LongestGap(SeriesDatabase.Reports(server)), 1, LongestBreath);
        var after = SeriesDatabase.Reports(server, lastBefore.Row);
        Assert.True(
            after.FindIndex(each => each.Time > back) < after.FindLastIndex(each => each.Time < back),
            "All of the past was stored before the first new report, for which somebody may wait.");
        // The newest go ahead, so that the last of the past may still be on its way.
        await Eventually.HoldsAsync(() => !MissingNumbers(SeriesDatabase.Reports(server)).Any(), "no report is missing");
        var uptime = await History.ValuesAsync(server, "uptime_seconds", agent.ClientId);
        Assert.Equal(uptime.OrderBy(each => each.Time), uptime);
        Assert.Equal(uptime.OrderBy(each => each.Value), uptime);
    }

    [Fact]
    public async Task Agent_Killed9WithServerUpAndDown_LosesNothingAndDoublesNothing()
    {
        await using var server = await ServerProcess.StartAsync(output, "--set", EverySecond);
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        await agent.StartAsync();
        await WaitForReportsAsync(server, 3);
        await agent.Process.KillAsync();
        var first = SeriesDatabase.Reports(server);

        // The second life: it reports, then the server goes, then it is killed with reports that only its disk knows.
        await agent.StartAsync();
        await WaitForReportsAsync(server, first.Count + 2);
        await server.Process.KillAsync();
        var second = SeriesDatabase.Reports(server);
        await Eventually.PassAsync(TimeSpan.FromSeconds(5));
        var killed = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await agent.Process.KillAsync();

        // The third life also begins without a server.
        await agent.StartAsync();
        await Eventually.PassAsync(TimeSpan.FromSeconds(2));
        await server.StartAgainAsync();
        List<StoredReport> byTime = [];
        await Eventually.HoldsAsync(() =>
        {
            byTime = [.. SeriesDatabase.Reports(server).OrderBy(each => each.Time)];
            return IsWhole(byTime, killed) && Starts(server) == 3;
        }, "all of the past is stored");
        // What is under way when the agent is told to stop may stay on its disk: lives are counted before.
        AssertEachLifeIsWhole(byTime);
        await agent.Process.StopAsync();

        var all = SeriesDatabase.Reports(server);
        Assert.Equal(second, all.Take(second.Count));
        Assert.Equal(all.Count, all.DistinctBy(each => each.Sequence).Count());
        Assert.Equal(all.Count, all.DistinctBy(each => each.Time).Count());
        Assert.Equal(all.OrderBy(each => each.Time), all.OrderBy(each => each.Sequence));
        AssertEachLifeIsReported(server);
    }

    /// <summary>
    /// Each life is without gap: numbers of a life follow each other, and only between lives are numbers and seconds left out.
    /// </summary>
    private static void AssertEachLifeIsWhole(List<StoredReport> byTime)
    {
        for (var i = 1; i < byTime.Count; i++)
            if (byTime[i].Sequence == byTime[i - 1].Sequence + 1)
                Assert.InRange(byTime[i].Time - byTime[i - 1].Time, 1, LongestBreath);
        Assert.Equal(3, LivesOf(byTime));
    }

    /// <summary>
    /// The newest reports go ahead of the past, so that as long as some of it is on its way there are more lives, or fewer when all of
    /// one is: the second is there when the last that it made before it was killed is, the third when its start was reported.
    /// </summary>
    private static bool IsWhole(List<StoredReport> byTime, long killed) =>
        LivesOf(byTime) == 3 && byTime.Exists(each => each.Time >= killed - LongestBreath && each.Time <= killed);

    private static int Starts(ServerProcess server) => SeriesDatabase.Events(server).Count(each => each.Kind == EventKinds.AgentStart);

    private static int LivesOf(List<StoredReport> byTime) =>
        1 + byTime.Zip(byTime.Skip(1)).Count(pair => pair.Second.Sequence != pair.First.Sequence + 1);

    /// <summary>The third start was only on disk at first; the machine itself started once.</summary>
    private static void AssertEachLifeIsReported(ServerProcess server)
    {
        var kinds = SeriesDatabase.Events(server).OrderBy(each => each.Time).Select(each => each.Kind);
        Assert.Equal(
            [EventKinds.HostBoot, EventKinds.AgentStart, EventKinds.AgentStart, EventKinds.AgentStart, EventKinds.AgentStop],
            kinds.Where(each => each is EventKinds.HostBoot or EventKinds.AgentStart or EventKinds.AgentStop));
    }

    private static Task WaitForReportsAsync(ServerProcess server, int count) => Eventually.HoldsAsync(
        () => SeriesDatabase.Exists(server) && SeriesDatabase.Reports(server).Count >= count, $"{count} reports are stored");

    /// <summary>Reports that the agent made and the server does not have.</summary>
    private static IEnumerable<long> MissingNumbers(List<StoredReport> reports)
    {
        var numbers = reports.Select(each => each.Sequence).ToHashSet();
        for (var number = numbers.Min(); number < numbers.Max(); number++)
            if (!numbers.Contains(number)) yield return number;
    }

    /// <summary>The longest time between reports, milliseconds.</summary>
    private static long LongestGap(List<StoredReport> reports)
    {
        var times = reports.Select(each => each.Time).Order().ToList();
        return times.Zip(times.Skip(1), (one, next) => next - one).Max();
    }
}
