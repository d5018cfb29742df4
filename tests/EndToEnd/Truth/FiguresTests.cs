using System.Globalization;
using System.Text.Json;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Truth;

/// <summary>What the API says of this machine, against what its kernel says: alone on the machine, as two looks are compared.</summary>
[Collection(Alone.Name)]
[Trait("Category", "Alone")]
public sealed class FiguresTests(ITestOutputHelper output)
{
    /// <summary>The first reports of a process that is still being compiled come late after their timestamps.</summary>
    private const int FirstReport = 2;

    [Fact]
    public async Task Figures_OfThisMachine_AreTheKernels()
    {
        await using var cpu = new CpuSamples();
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        await using var agent = await AgentProcess.EnrollAsync(output, server);
        await agent.StartAsync();
        await Eventually.HoldsAsync(() => SeriesDatabase.Reports(server).Count >= 22, "22 reports are stored");

        var client = await server.Api.GetAsync($"/api/clients/{agent.ClientId}");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var memory = Meminfo();
        var reported = Time(client, "uptime_seconds");
        Assert.InRange(now - reported, 0, 3_000);
        Assert.Equal(Uptime() - (now - reported) / 1000.0, Value(client, "uptime_seconds"), 0.5);
        Assert.Equal(memory["MemTotal"], Value(client, "memory_total_bytes"));
        Assert.Equal(memory["SwapTotal"], Value(client, "swap_total_bytes"));
        var ratio = 1 - memory["MemAvailable"] / memory["MemTotal"];
        Assert.Equal(ratio, client.GetProperty("figures").GetProperty("memoryRatio").GetDouble(), 0.05);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/hostname").Trim(), client.GetProperty("name").GetString());
        Assert.Equal(Environment.ProcessorCount, Value(client, "cpu_cores"));
        await AssertCpuAsync(server, agent, cpu);
    }

    /// <summary>The counters between the first and the last report, against own looks at those instants.</summary>
    private async Task AssertCpuAsync(ServerProcess server, AgentProcess agent, CpuSamples cpu)
    {
        var answer = await server.Api.GetAsync($"/api/timeseries/cpu_seconds_total?client={agent.ClientId}&from=-1m&step=0&agg=sum&by=mode");
        var times = answer.GetProperty("times").EnumerateArray().Select(each => each.GetInt64()).ToList();
        var growth = answer.GetProperty("series").EnumerateArray().ToDictionary(
            each => each.GetProperty("labels").GetProperty("mode").GetString()!,
            each => each.GetProperty("values")[times.Count - 1].GetDouble() - each.GetProperty("values")[FirstReport].GetDouble());
        var (busy, all) = cpu.Growth(times[FirstReport], times[^1]);
        var reported = growth.Values.Sum();
        output.WriteLine($"CPU seconds over {(times[^1] - times[FirstReport]) / 1000} s: {reported:0.00} reported, {all:0.00} by /proc/stat, {busy / all:p1} of them busy");
        Assert.Equal(all, reported, all * 0.02);
        Assert.Equal(busy / all, 1 - (growth["idle"] + growth["iowait"]) / reported, 0.02);
    }

    private static double Value(JsonElement client, string metric) => Latest(client, metric).GetProperty("value").GetDouble();

    private static long Time(JsonElement client, string metric) => Latest(client, metric).GetProperty("time").GetInt64();

    private static JsonElement Latest(JsonElement client, string metric) =>
        client.GetProperty("latest").EnumerateArray().Single(each => each.GetProperty("metric").GetString() == metric);

    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Meminfo() => File.ReadLines("/proc/meminfo")
        .Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(each => each[0], each => double.Parse(each[1], CultureInfo.InvariantCulture) * 1024);
}

/// <summary>Tests that no other test runs beside.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
