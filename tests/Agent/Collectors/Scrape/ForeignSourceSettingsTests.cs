using Dcmon.Agent.Cli;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Scripts;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Tests.Support;
using Dcmon.Settings;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Scrape;

/// <summary>The settings of scripts, targets and what is to be reached: what is right, what is wrong, and what the machine lacks.</summary>
public class ForeignSourceSettingsTests
{
    [Fact]
    public void Load_NamedTargets_AreCollectorsOfTheirOwn()
    {
        var settings = Load(
            "scrape.node.url=http://localhost:9100/metrics", "scrape.node.drop=go_*,node_cpu_*{mode=\"idle\"}", "scrape.off.url=http://[::1]/",
            "scrape.off.enabled=false", "scrape.sock.url=http://x/", "scrape.sock.socket=/run/x.sock", "scrape.far.url=https://10.0.0.1/",
            "scrape.far.allow_remote=true", "reach.gateway.target=ping://10.0.0.1", "scripts.jobs.slow.interval=1h", "scripts.jobs.slow.format=nagios");
        using var parts = new TestParts(settings);
        var collectors = parts.Collectors();

        string[] expected = ["scripts", "scrape:node", "scrape:off", "scrape:sock", "scrape:far", "reach:gateway", "clock"];
        Assert.Equal(expected, collectors.Select(each => each.Name).Where(expected.Contains));
        Assert.IsType<DisabledCollector>(collectors.Single(each => each.Name == "scrape:off"));
        Assert.Equal(ScriptFormat.Nagios, settings.Scripts.Jobs["slow"].Format);
        foreach (var each in collectors.OfType<IDisposable>()) each.Dispose();
    }

    [Theory]
    [InlineData("scrape.node.interval=30s", "'collect.scrape.node.url' must be the URL of metrics")]
    [InlineData("scrape.node.url=ftp://localhost/", "'collect.scrape.node.url' must be the URL of metrics")]
    [InlineData("scrape.node.url=http://user:pass@localhost/", "'collect.scrape.node.url' must not hold a password")]
    [InlineData("scrape.node.url=http://10.0.0.1:9100/metrics", "'collect.scrape.node.url' is at 10.0.0.1, which is not this machine's loopback; set allow_remote: true")]
    [InlineData("scrape.node.keep=a b", "'collect.scrape.node.keep' has 'a b', which is no pattern: a name with * and ? is expected")]
    [InlineData("scrape.node.drop=a{b}", "'collect.scrape.node.drop' has 'a{b}', which is no pattern: = is expected after the name of a label")]
    [InlineData("scrape.node.prefix=1_", "'collect.scrape.node.prefix' must be the beginning of a name")]
    [InlineData("scrape.node.socket=x.sock", "'collect.scrape.node.socket' must be the absolute path")]
    [InlineData("scrape.node.ca_file=ca.pem", "'collect.scrape.node.ca_file' must be the absolute path")]
    [InlineData("scrape.node.bearer_file=token", "'collect.scrape.node.bearer_file' must be the absolute path")]
    [InlineData("scrape.node.max_series=5001", "'collect.scrape.node.max_series' must be from 1 to 5000")]
    [InlineData("scrape.node.timeout=0s", "'collect.scrape.node.timeout' must be more than 0")]
    [InlineData("scrape.node.urls=http://localhost/", "collect.scrape.node.url")]
    [InlineData("scrape.Node.url=http://localhost/", "'Node' is no name")]
    [InlineData("reach.gw.probes=3", "'collect.reach.gw.target' must be ping://HOST, tcp://HOST:PORT, http://… or https://…")]
    [InlineData("reach.gw.target=10.0.0.1", "'collect.reach.gw.target' must be ping://HOST")]
    [InlineData("reach.gw.probes=0", "'collect.reach.gw.probes' must be from 1 to 20")]
    [InlineData("scripts.directory=scripts.d", "'collect.scripts.directory' must be an absolute path")]
    [InlineData("scripts.max_series=0", "'collect.scripts.max_series' must be from 1 to 5000")]
    [InlineData("scripts.jobs.a.interval=2d", "'collect.scripts.jobs.a.interval' must be from 1s to 1d")]
    [InlineData("scripts.jobs.a.timeout=0s", "'collect.scripts.jobs.a.timeout' must be more than 0")]
    [InlineData("scripts.jobs.a.format=json", "'collect.scripts.jobs.a.format' must be one of auto, prometheus, nagios")]
    public void Load_BadSetting_SaysHowToMendIt(string setting, string problem) =>
        Assert.Contains(problem, Assert.Throws<SettingsException>(() => Load(setting)).Message);

    [Fact]
    public void Load_TokenInTheClear_IsRefused() => Assert.Contains(
        "'collect.scrape.far.bearer_file' needs https, or the network can read the token.",
        Assert.Throws<SettingsException>(() => Load("scrape.far.url=http://10.0.0.1/", "scrape.far.allow_remote=true", "scrape.far.bearer_file=/t")).Message);

    [Fact]
    public void Check_WhatTheMachineLacks_IsAWarning()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("loose", "#!/bin/sh\n");
        File.SetUnixFileMode(directory.File("loose"), (UnixFileMode)0b111_111_111);
        var settings = Load($"scripts.directory={directory.Path}", "scripts.jobs.gone.interval=1h", "scrape.node.url=http://x/", "scrape.node.socket=/nowhere.sock");

        Assert.Equal(
            [
                "collect.scripts: loose is not run: others than its owner can change it: chmod go-w.",
                $"collect.scripts.jobs.gone: there is no such script that may be run in {directory.Path}.",
                "collect.scrape.node: there is no /nowhere.sock, or it cannot be seen.",
            ],
            MachineCheck.Warnings(settings));
        Assert.Empty(MachineCheck.Warnings(Load("scripts.directory=/nonexistent")));
    }

    private static CollectorSettings Load(params string[] settings) => SettingsLoader.Load<AgentSettings>(
        null, new Dictionary<string, string>(),
        settings.Select(each => each.Split('=', 2)).Select(each => KeyValuePair.Create("collect." + each[0], each[1]))).Collect;
}
