using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Vast;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Vast;

public sealed class VastTests : IDisposable
{
    private const string Secret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly DateTimeOffset Started = new(2025, 12, 31, 20, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _machine = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestParts _parts;
    private readonly ContainerTable _table;
    private VastCollector _collector;

    public VastTests()
    {
        _machine.Write("vast/machine_id", Secret + "\n");
        _machine.Write("vast/host_port_range", "40100-40199\n");
        Directory.CreateDirectory(_machine.File("sys/fs/cgroup/systemd/system.slice/vastai.service"));
        _parts = new TestParts(roots: new Roots(Sys: _machine.File("sys")), time: _time);
        _table = new ContainerTable(_time);
        _collector = Collector();
    }

    public void Dispose()
    {
        _parts.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public void WhyAbsent_OtherMachines_SaysSo()
    {
        Assert.Null(_collector.WhyAbsent());
        Assert.Equal(
            "this is no host of vast.ai: there is no /nowhere", new VastCollector(_parts.Parts, new VastSettings { Root = "/nowhere" }, _table, default).WhyAbsent());
    }

    [Fact]
    public void Facts_OfAHost_HaveItsPortsAndNoSecret()
    {
        Collect();
        var facts = Facts();

        Assert.Equal("40100-40199", facts.VastPortRange);
        // The id is a key: who has it can pass for the machine.
        Assert.Matches("^sha256:[0-9a-f]{16}$", facts.VastMachineId!);
        Assert.DoesNotContain(Secret[..16], facts.VastMachineId);
    }

    [Theory]
    [InlineData("124192\n", "40000-40099", "124192", "40000-40099")]
    [InlineData("", "none", null, null)]
    [InlineData(null, null, null, null)]
    [InlineData("7", "1-70000", "7", null)]
    [InlineData("7", "40000-40099-1", "7", null)]
    public void Parse_Files_TakesWhatIsSound(string? id, string? ports, string? machine, string? range) =>
        Assert.Equal(new VastHost(machine, range), VastHost.Parse(id, ports));

    [Fact]
    public void Facts_FilesThatAreGone_AreNone()
    {
        Collect();
        Directory.Delete(_machine.File("vast"), recursive: true);
        _time.Advance(TimeSpan.FromMinutes(1));
        Collect();

        Assert.Null(Facts().VastMachineId);
    }

    [Fact]
    public void Collect_Instances_AreRentedWhileTheyRun()
    {
        _table.Replace([Row("C.123", "running", "0", "1"), Row("C.124", "running", "1"), Row("C.125", "exited", "2"), Row("C.x", "running", "3"), Row("web", "running")]);
        var samples = Collect();

        Assert.Equal(1, Value(samples, "vast_running"));
        Assert.Equal(1, Value(samples, "vast_rented"));
        Assert.Equal(2, Value(samples, "vast_instances"));
        Assert.Equal(2, Value(samples, "vast_gpus_rented"));

        _table.Replace([Row("C.125", "exited", "2"), Row("web", "running")]);
        samples = Collect();
        Assert.Equal((0, 0, 0), (Value(samples, "vast_rented"), Value(samples, "vast_instances"), Value(samples, "vast_gpus_rented")));
    }

    [Fact]
    public void Collect_UnknownContainers_ReportNoRentals()
    {
        Assert.Null(Value(Collect(), "vast_rented"));
        Assert.Null(_collector.Troubles); // The first list takes a moment.
        _table.Replace([Row("C.123", "running")]);
        Collect();
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(Value(Collect(), "vast_rented"));
        Assert.StartsWith("containers: ", Assert.Single(_collector.Troubles!));
        Assert.Equal([EventKinds.RentalStarted], Reported().Select(each => each.Kind)); // An engine that is away ends no rental.
    }

    [Fact]
    public void Collect_Daemon_IsReportedWhereServicesAre()
    {
        Directory.Delete(_machine.File("sys/fs/cgroup/systemd/system.slice/vastai.service"));
        Assert.Equal(0, Value(Collect(), "vast_running"));
        Directory.Delete(_machine.File("sys/fs/cgroup/systemd"), recursive: true);
        Assert.Null(Value(Collect(), "vast_running"));
    }

    [Fact]
    public void Events_OfRentals_AreReportedOnceWithTheirTimes()
    {
        _table.Replace([Row("C.123", "running", "0", "1")]);
        Collect();
        Collect();
        var started = Assert.Single(Reported());
        Assert.Equal((EventKinds.RentalStarted, Started.ToUnixTimeMilliseconds(), "Instance C.123 started"), (started.Kind, started.Time, started.Message));
        Assert.Equal([new Label("instance", "123"), new Label("gpus", "0,1")], started.Details);
        Assert.Equal(new Label("container", "C.123"), started.Subject[0]);

        _table.Replace([Row("C.123", "exited", "0", "1") with { FinishedAt = Started.AddHours(2) }]);
        Collect();
        var ended = Assert.Single(Reported());
        Assert.Equal((EventKinds.RentalEnded, Started.AddHours(2).ToUnixTimeMilliseconds(), "Instance C.123 was stopped"), (ended.Kind, ended.Time, ended.Message));
        Assert.Equal([new Label("seconds", "7200")], ended.Details);
    }

    [Fact]
    public void Events_AfterARestart_GoOnWithWhatIsSafe()
    {
        _table.Replace([Row("C.1", "running"), Row("C.2", "running")]);
        Collect();
        Assert.Equal(2, Reported().Count);
        _collector = Collector();
        Collect();
        Assert.Empty(Reported());

        // While the agent was away one was removed, and another came.
        _collector = Collector();
        _table.Replace([Row("C.2", "running"), Row("C.3", "restarting")]);
        Collect();
        var reported = Reported();
        Assert.Equal([("C.3", EventKinds.RentalStarted), ("C.1", EventKinds.RentalEnded)], reported.Select(each => (each.Subject[0].Value, each.Kind)));
        Assert.Equal("Instance C.1 is gone", reported[1].Message);
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), reported[1].Time);
    }

    [Fact]
    public void Events_ThatWereNotSafe_AreReportedAgainWithTheSameKey()
    {
        _table.Replace([Row("C.1", "running")]);
        Collect();
        var key = Assert.Single(_parts.Parts.EventQueue.TakeAll()).Event.Key; // And never kept.
        _collector = Collector();
        Collect();

        Assert.Equal(key, Assert.Single(Reported()).Key);
    }

    private VastCollector Collector() => new(
        _parts.Parts, new VastSettings { Root = _machine.File("vast") }, _table, new Pace(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8)));

    private SampleSet Collect()
    {
        var samples = new SampleSet();
        _collector.Collect(samples);
        return samples;
    }

    private MachineFacts Facts()
    {
        var facts = new FactsBuilder(new MachineFacts("host"));
        _collector.AddTo(facts);
        return facts.Build();
    }

    private List<MachineEvent> Reported()
    {
        var taken = _parts.Parts.EventQueue.TakeAll();
        foreach (var each in taken) each.OnStored?.Invoke();
        return [.. taken.Select(each => each.Event)];
    }

    private static double? Value(SampleSet samples, string metric) => samples.Find(MetricCatalog.Series(metric));

    private static ContainerRow Row(string name, string state, params string[] gpus) => new(name, name, "image", state, Started, null, gpus);
}
