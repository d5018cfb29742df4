using System.Text.Json;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>The agent as it is shipped: trimmed, compiled ahead of time, one file.</summary>
public sealed class PublishedAgentTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Published_EnrolsAndReports_ToARealServer()
    {
        var agent = await Published.AgentAsync();
        using var directory = new TemporaryDirectory();
        await using var server = await ServerProcess.StartAsync(output, "--set", "agents.interval=1s");
        var url = directory.File("url");
        await File.WriteAllTextAsync(url, (await server.Api.CreateEnrollmentUrlAsync(1, [])).ToSecretString());
        var state = directory.File("state");
        var (code, said, log) = await Programs.RunAsync(agent, "enroll", "--url-file", url, "--state", state);
        Assert.True(code == 0, said + log);

        await using var run = Programs.Start(agent, "run", "--state", state, "--set", "interval=1s");
        await run.WaitForLineAsync("Reporting to");
        await Eventually.HoldsAsync(() => SeriesDatabase.Exists(server) && SeriesDatabase.Reports(server).Count >= 3, "reports are stored");
        (code, said, log) = await Programs.RunAsync(agent, "status", "--state", state);
        Assert.True(code == 0, said + log);
        Assert.Matches("(?m)^connection  up for ", said);
        output.WriteLine($"{new FileInfo(agent).Length / 1e6:0.0} MB on disk, {run.ResidentBytes / 1e6:0.0} MB resident, {run.CpuTime.TotalSeconds:0.00} s of CPU time since the start");
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    public async Task Published_Collect_PrintsTheFiguresOfThisMachine()
    {
        var (code, json, log) = await Programs.RunAsync(await Published.AgentAsync(), "collect", "--once", "--format", "json");
        Assert.True(code == 0, log);
        using var samples = JsonDocument.Parse(json);
        var cores = samples.RootElement.EnumerateArray().Single(each => each.GetProperty("metric").GetString() == "cpu_cores");
        Assert.Equal(Environment.ProcessorCount, cores.GetProperty("value").GetDouble());
        // Reflection that trimming broke would show in a collector's reason.
        Assert.DoesNotContain("Exception", log);
        Assert.DoesNotContain("reflection", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Published_Settings_AreReadAndCheckedInFull()
    {
        var agent = await Published.AgentAsync();
        var (code, keys, log) = await Programs.RunAsync(agent, "check", "--set", "collect.ipmi.bmcs.node7.address=10.0.9.7", "--set", "collect.ipmi.bmcs.node7.password_file=/etc/dcmon/password");
        Assert.True(code == 0, log);
        Assert.Contains("collect.ipmi.bmcs.node7.port: 623", keys);
        (code, _, log) = await Programs.RunAsync(agent, "check", "--set", "spool.max_sise=1");
        Assert.Equal(2, code);
        Assert.Contains("did you mean 'spool.max_size'?", log);
    }
}
