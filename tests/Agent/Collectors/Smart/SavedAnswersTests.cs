using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Smart;

/// <summary>One collector that may ask drives and keeps their answers, and one that reads them.</summary>
public sealed class SavedAnswersTests : IDisposable
{
    private readonly SysfsTree _tree = new();
    private readonly FakeTools _tools = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose()
    {
        _directory.Dispose();
        _tools.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public async Task Read_WhatWasKept_GivesTheSameFiguresWithoutAskingADrive()
    {
        Drives("nvme0n1", "sda", "sdb");
        Answer("/dev/nvme0n1", "nvme-intel-p4510");
        Answer("/dev/sda", "sata-hgst-7k6000");
        Answer("/dev/sdb", "asleep", 3);
        Answer("--scan -j", "scan-megaraid");
        Answer("-d megaraid,0 /dev/bus/0", "sas-hitachi-10k");
        Answer("-d sat+megaraid,1 /dev/bus/0", "not-permitted", 2);
        var (asked, askedTroubles) = await KeepAsync();
        var calls = _tools.Calls("smartctl").Length;
        Assert.Contains(asked.Keys, each => each.Contains("device=\"bus/0/megaraid,0\"", StringComparison.Ordinal));

        var (read, troubles) = await ReadAsync();
        Assert.Equal(asked, read);
        Assert.Equal(askedTroubles, troubles);
        Assert.Equal(calls, _tools.Calls("smartctl").Length);
    }

    [Fact]
    public async Task Read_ToolThatFailed_ReportsItsMessage()
    {
        Drives("nvme0n1", "nvme1n1");
        _tools.Answer("nvme", "smart-log /dev/nvme0n1 -o json", Fixture.Bytes("Collectors/Smart/Fixtures/nvme-cli-smart-log.json"));
        _tools.Answer("nvme", "smart-log /dev/nvme1n1 -o json", "", 1, "Permission\ndenied");
        var (asked, _) = await KeepAsync();
        var (read, troubles) = await ReadAsync();
        Assert.Equal(asked, read);
        Assert.Equal("nvme1n1: Permission denied", Assert.Single(troubles));
    }

    [Fact]
    public async Task Read_AnswersThatAreOldOrMissingOrNone_AreNoAnswers()
    {
        Drives("sda", "sdb");
        Answer("/dev/sda", "sata-hgst-7k6000");
        await KeepAsync();
        Drives("sdc", "sdd");
        File.WriteAllText(_directory.File("smartctl%20sdd"), "garbage");
        var (_, troubles) = await ReadAsync();
        Assert.Contains(troubles, each => each.StartsWith("sdc: dcmon-agent-smart has left no answer in ", StringComparison.Ordinal));
        Assert.Contains("sdd: what dcmon-agent-smart has left is no answer", troubles);
        Assert.DoesNotContain(troubles, each => each.StartsWith("sda", StringComparison.Ordinal));

        _time.Advance(3 * new SmartSettings().Interval + TimeSpan.FromSeconds(10));
        var error = await Assert.ThrowsAsync<FormatException>(() => ReadAsync());
        Assert.Matches("dcmon-agent-smart (left its last answer at [-0-9]+ [0-9:]+Z; does its timer run\\?|has left)", error.Message);
    }

    private Task<(Dictionary<string, double> Found, IReadOnlyList<string> Troubles)> KeepAsync()
    {
        var answers = new SavedAnswers(_directory.Path, TimeSpan.Zero, _time);
        return CollectAsync(new SmartSettings(), (call, stop) => answers.RunAndSaveAsync(_tools.Runner, call, stop));
    }

    private Task<(Dictionary<string, double> Found, IReadOnlyList<string> Troubles)> ReadAsync() =>
        CollectAsync(new SmartSettings { Answers = _directory.Path }, null);

    private async Task<(Dictionary<string, double> Found, IReadOnlyList<string> Troubles)> CollectAsync(
        SmartSettings settings, ToolQuestion? ask)
    {
        var run = new CollectorRun(new SampleSet(), default);
        var collecting = new SmartCollector(_tree.Roots, settings, _tools.Runner, null, _time, ask).CollectAsync(run);
        // What is missing is waited for.
        await Eventually.HoldsAsync(() => collecting.IsCompleted, "it ends", () => _time.Advance(TimeSpan.FromMilliseconds(ask is null ? 500 : 0)));
        await collecting;
        return (Enumerable.Range(0, run.Samples.Count).ToDictionary(i => run.Samples.Series[i].ToString(), i => run.Samples.Values[i]),
            run.Troubles);
    }

    private void Drives(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _tree.Write($"sys/block/{name}/device", "state=running");
    }

    private void Answer(string arguments, string fixture, int exitCode = 0) =>
        _tools.Answer("smartctl", arguments, Fixture.Bytes($"Collectors/Smart/Fixtures/{fixture}.json"), exitCode);
}
