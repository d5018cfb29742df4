using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scripts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Scripts;

public sealed class ScriptsCollectorTests : IDisposable
{
    private readonly ScriptRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Script_WithMetrics_GivesThemUnderItsName()
    {
        _rig.Write("rack.sh", "echo '# TYPE rack_doors counter'; echo 'rack_doors{side=\"front\"} 3'; echo 'rack_inlet_celsius 21.5'");
        var run = await _rig.RunAsync();

        Assert.Null(run.Failure);
        Assert.Equal(3, run.Samples.Find(new Series("rack_doors", MetricKind.Counter, "", new Label("side", "front"), new Label("script", "rack"))));
        Assert.Equal(21.5, run.Samples.Find(new Series("rack_inlet_celsius", MetricKind.Gauge, "", new Label("script", "rack"))));
        Assert.Equal(1, ScriptRig.Value(run, "script_up", ("script", "rack")));
        Assert.Equal(0, ScriptRig.Value(run, "script_exit_code", ("script", "rack")));
        Assert.InRange(ScriptRig.Value(run, "script_duration_seconds", ("script", "rack"))!.Value, 0, 30);
    }

    [Theory]
    [InlineData("exit 3", "it ended with exit code 3", 3)]
    [InlineData("echo 'a 1'; echo no luck >&2; exit 1", "it ended with exit code 1: no luck", 1)]
    [InlineData("echo '<html>'", "this is no text of metrics: a line cannot be read: it does not begin with the name of a metric", 0)]
    [InlineData("head -c 100000 /dev/urandom", "this is no text of metrics: a line", 0)]
    [InlineData("i=0; while [ $i -lt 1001 ]; do echo \"n{i=\\\"$i\\\"} 1\"; i=$((i+1)); done", "there are more than 1000 series: keep fewer of them, or set max_series", 0)]
    public async Task Script_WithoutMetrics_Fails(string script, string problem, int exitCode)
    {
        _rig.Write("bad", script);
        var run = await _rig.RunAsync();

        Assert.StartsWith(problem, run.Failure);
        Assert.Equal(0, ScriptRig.Value(run, "script_up", ("script", "bad")));
        Assert.Equal(exitCode, ScriptRig.Value(run, "script_exit_code", ("script", "bad")));
        Assert.Equal(3, run.Samples.Count);
    }

    [Theory]
    [InlineData("exec sleep 1000", "no answer within 1 s")]
    [InlineData("sleep 1000 & echo 'a 1'; wait", "no answer within 1 s")]
    [InlineData("trap '' TERM INT HUP; while :; do sleep 1; done", "no answer within 1 s")]
    [InlineData("yes 'a 1'", "more than 4MB of output")]
    [InlineData("exec head -c 100000000 /dev/zero", "more than 4MB of output")]
    public async Task Script_Hostile_IsKilled(string script, string problem)
    {
        var isEndless = problem.StartsWith("more");
        _rig.Write("bad", $"echo $$ > HERE/pid; {script}");
        var run = await _rig.RunAsync(_rig.Settings(("bad", new ScriptJobSettings { Timeout = TimeSpan.FromSeconds(isEndless ? 30 : 1) })));

        Assert.Equal($"{_rig.File("bad")}: {problem}", run.Failure);
        Assert.Equal(0, ScriptRig.Value(run, "script_up", ("script", "bad")));
        Assert.Equal(1, run.Samples.Count);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(_rig.File("pid")).Trim()}"));
    }

    [Fact]
    public async Task Script_ThatLeavesAChild_LosesIt()
    {
        _rig.Write("leaves", "sleep 1000 & echo $! > HERE/child; echo 'a 1'");
        var run = await _rig.RunAsync();

        Assert.Null(run.Failure);
        var child = File.ReadAllText(_rig.File("child")).Trim();
        await Eventually.HoldsAsync(() => !IsAlive(child), "the child is gone");
    }

    [Fact]
    public async Task Script_KnowsNoSecretsOfTheAgentsEnvironment()
    {
        _rig.Write("env", "env | grep -c -v -E '^(PATH|LC_ALL|LANG|TZ|HOME|PWD|OLDPWD|SHLVL|_)=' | sed 's/^/others /'; echo \"in_root $([ \"$PWD\" = / ]; echo $?)\"");
        var run = await _rig.RunAsync();
        Assert.Equal(0, run.Samples.Find(new Series("others", MetricKind.Gauge, "", new Label("script", "env"))));
        Assert.Equal(0, run.Samples.Find(new Series("in_root", MetricKind.Gauge, "", new Label("script", "env"))));
    }

    [Fact]
    public async Task Nagios_Check_HasStateValuesAndThresholds()
    {
        _rig.Write("check_disk.sh", "echo 'DISK WARNING - 9% free | /=91%;90;95;0;100 inodes=1234c'; exit 1");
        var run = await _rig.RunAsync();

        Assert.Null(run.Failure);
        Assert.Equal(1, ScriptRig.Value(run, "nagios_state", ("check", "check_disk")));
        Assert.Equal(0.91, ScriptRig.Value(run, "nagios_value", ("check", "check_disk"), ("label", "/"), ("unit", "ratio")));
        Assert.Equal(0.9, ScriptRig.Value(run, "nagios_threshold", ("check", "check_disk"), ("label", "/"), ("level", "warn")));
        Assert.Equal(1, ScriptRig.Value(run, "nagios_threshold", ("check", "check_disk"), ("label", "/"), ("level", "max")));
        Assert.Equal(1234, ScriptRig.Value(run, "nagios_count_total", ("check", "check_disk"), ("label", "inodes")));
        Assert.Equal(1, ScriptRig.Value(run, "script_up", ("script", "check_disk")));
        Assert.Equal(1, ScriptRig.Value(run, "script_exit_code", ("script", "check_disk")));
    }

    [Fact]
    public async Task Nagios_StateThatChanges_IsAnEventOnce()
    {
        _rig.Write("check_fan", "cat HERE/text; exit $(cat HERE/state)");
        Say("OK - all turn", 0);
        await _rig.RunAsync();
        Assert.Empty(_rig.Events);

        Say("CRITICAL - fan 3 stands still | rpm=0", 2);
        await _rig.RunAsync();
        var critical = Assert.Single(_rig.Events);
        Assert.Equal((EventKinds.CheckState, EventSeverity.Error, "check_fan is critical: CRITICAL - fan 3 stands still"), (critical.Kind, critical.Severity, critical.Message));
        Assert.Equal([new Label("check", "check_fan")], critical.Subject);
        Assert.Equal([new Label("state", "critical"), new Label("before", "ok")], critical.Details);

        // A collector that is made anew knows it from before: as after a restart.
        await _rig.RunAsync();
        Assert.Empty(_rig.Events);
        Say("OK - all turn", 0);
        await _rig.RunAsync();
        Assert.Equal(EventSeverity.Info, Assert.Single(_rig.Events).Severity);

        void Say(string text, int state)
        {
            File.WriteAllText(_rig.File("text"), text);
            File.WriteAllText(_rig.File("state"), $"{state}");
        }
    }

    [Fact]
    public async Task Nagios_StateReportedBeforeAKill_IsReportedAgainWithTheSameKey()
    {
        _rig.Write("check_fan", "exit 2");
        await _rig.RunAsync();
        var lost = Assert.Single(_rig.LostEvents);

        await _rig.RunAsync();
        Assert.Equal(lost.Key, Assert.Single(_rig.Events).Key);
        Assert.NotEmpty(lost.Key);
    }

    [Theory]
    [InlineData("echo gone >&2; exit 127", "it ended with exit code 127, where 0 to 3 are states: gone")]
    [InlineData("kill -9 $$", "it ended with exit code 137, where 0 to 3 are states:")]
    public async Task Nagios_PluginThatFails_IsUnknown(string script, string problem)
    {
        _rig.Write("broken.nagios", script);
        var run = await _rig.RunAsync();

        Assert.StartsWith(problem, run.Failure);
        Assert.Equal(3, ScriptRig.Value(run, "nagios_state", ("check", "broken")));
        Assert.StartsWith("broken is unknown: it ended", Assert.Single(_rig.Events).Message);
    }

    [Fact]
    public async Task Nagios_MalformedValues_AreATrouble()
    {
        _rig.Write("odd", "echo 'OK | a=1,5 b=2'");
        var run = await _rig.RunAsync(_rig.Settings(("odd", new ScriptJobSettings { Format = ScriptFormat.Nagios })));

        Assert.Null(run.Failure);
        Assert.Equal(["values: some are malformed: 'label'=VALUE[UNIT];warn;crit;min;max is expected"], run.Troubles);
        Assert.Equal(2, ScriptRig.Value(run, "nagios_value", ("check", "odd"), ("label", "b")));
    }

    [Fact]
    public async Task Set_ScriptsThatComeAndGo_AreFollowed()
    {
        _rig.Write("one", "echo 'one 1'");
        using var set = new CollectorSet([_rig.Collector()], TimeProvider.System, new LogRecorder());
        var samples = new SampleSet();
        await set.CollectOnceAsync(samples, TimeSpan.FromSeconds(1));
        Assert.Equal(["scripts", "script:one"], set.States.Select(each => each.Name));
        Assert.Equal(1, samples.Find(MetricCatalog.Series("collector_up", new Label("collector", "script:one"))));

        _rig.Write("two", "exit 5");
        File.Delete(_rig.File("one"));
        await set.CollectOnceAsync(samples, TimeSpan.FromSeconds(1));
        Assert.Equal(["scripts", "script:two"], set.States.Select(each => each.Name));
        Assert.Equal(0, samples.Find(MetricCatalog.Series("collector_up", new Label("collector", "script:two"))));
        Assert.Equal(5, samples.Find(MetricCatalog.Series("script_exit_code", new Label("script", "two"))));
        Assert.DoesNotContain(samples.Series.ToArray(), each => each.Metric == "one");
    }

    private static bool IsAlive(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
