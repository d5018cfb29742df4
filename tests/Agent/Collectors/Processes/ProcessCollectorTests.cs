using System.Diagnostics;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Processes;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Processes;

public sealed class ProcessCollectorTests : IDisposable
{
    private const string Id = "4f1c2b7d9e3a5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8";

    private readonly TemporaryDirectory _root = new();
    private readonly ManualTimeProvider _time = new();
    private readonly GpuProcessTable _gpus = new();
    private readonly ProcessTableSlot _slot = new();
    private readonly SampleSet _samples = new();

    private readonly ContainerTable _containers = new(TimeProvider.System);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Collect_Fixture_NamesTheLargestOfEach()
    {
        Write("proc/uptime", "1000.00 5000.00\n");
        Write("etc/passwd", "root:x:0:0::/:/bin/sh\nann:x:1000:1000::/:/bin/sh\n");
        for (var pid = 1; pid <= 12; pid++) Process(pid, pages: pid == 3 ? 9000 : pid);
        Process(20, pages: 0, state: 'Z');
        _gpus.Replace(0, [new GpuProcess(5, 0, 1000), new GpuProcess(6, 0, null), new GpuProcess(999, 0, 7)]);
        _gpus.Replace(1, [new GpuProcess(5, 1, 500), new GpuProcess(4, 1, 1200)]);
        var collector = Collector(new ProcessSettings { Top = 2 });

        Assert.Equal([3, 12, 5, 4], Pids(Collect(collector)));
        Assert.Equal((13, 1), (Value("processes"), Value("processes_zombie")));

        _time.Advance(TimeSpan.FromSeconds(10));
        Process(8, ticks: 1500, pages: 8);
        Process(7, ticks: 20, pages: 7, name: "python3", user: 1000, cgroup: $"0::/system.slice/docker-{Id}.scope\n");
        var table = Collect(collector);
        Assert.Equal([8, 7, 3, 12, 5, 4], Pids(table));
        Assert.Equal(1.5, table[0].Cpu);
        var start = _time.GetUtcNow().ToUnixTimeMilliseconds() - 1_000_000 + 700;
        Assert.Equal(new ProcessEntry(7, "python3") { User = "ann", Container = Id[..12], Cpu = 0.02, StartTime = start, MemoryBytes = 7 * Environment.SystemPageSize }, table[1]);
        _containers.Replace([new ContainerRow(Id, "worker", "pytorch", "running", null, null, null)]);
        _time.Advance(TimeSpan.FromSeconds(10));
        Process(7, ticks: 40, pages: 7, name: "python3", user: 1000, cgroup: $"0::/system.slice/docker-{Id}.scope\n");
        Assert.Equal("worker", Collect(collector)[0].Container);
        Assert.Equal([null, null, null, null, 1500L, 1200L], table.Select(each => each.GpuMemoryBytes));
    }

    [Fact]
    public void Collect_HiddenProcesses_SaysSo()
    {
        Write("proc/uptime", "1000.00 5000.00\n");
        Process(7);
        var collector = Collector(new ProcessSettings());
        Collect(collector);
        Assert.Contains("hidepid", Assert.Single(collector.Troubles), StringComparison.Ordinal);
        Process(1);
        Collect(collector);
        Assert.Empty(collector.Troubles);
    }

    [Fact]
    public void Collect_ReadingTakesLong_RestsAWhile()
    {
        Write("proc/uptime", "1000.00 5000.00\n");
        Process(1);
        var worked = TimeSpan.Zero;
        var collector = new ProcessCollector(Roots, new ProcessSettings(), _gpus, _containers, _slot, _time,
            () => worked += TimeSpan.FromSeconds(0.1));
        Assert.Single(Collect(collector));
        Assert.Single(Collect(collector));
        Process(2, state: 'Z');
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(TryCollect(collector));
        Assert.Equal((1, 0), (Value("processes"), Value("processes_zombie")));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Collect(collector).Count);
        Assert.Equal((2, 1), (Value("processes"), Value("processes_zombie")));
    }

    [Fact]
    public void Collect_CommandLine_IsReportedOnlyWhereAsked()
    {
        Write("proc/uptime", "1000.00 5000.00\n");
        Process(1);
        Write("proc/1/cmdline", "/usr/bin/tool\0--token\0secret\0");
        Assert.Null(Collect(Collector(new ProcessSettings()))[0].Command);
        Assert.Equal("/usr/bin/tool --token secret", Collect(Collector(new ProcessSettings { CommandLine = true }))[0].Command);
    }

    [Fact]
    public async Task Collect_ThisMachine_FindsWhoWorks()
    {
        using var busy = System.Diagnostics.Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do :; done"]))!;
        try
        {
            var collector = new ProcessCollector(new Roots(), new ProcessSettings { Top = 20 }, _gpus, _containers, _slot,
                TimeProvider.System);
            Collect(collector);
            ProcessEntry? found = null;
            await Eventually.HoldsAsync(
                () => (found = TryCollect(collector)?.FirstOrDefault(each => each.Pid == busy.Id)) is { Cpu: > 0 },
                "the busy process is named", timeout: TimeSpan.FromSeconds(20));
            Assert.Equal(("sh", Environment.UserName), (found!.Name, found.User));
            Assert.InRange(found.Cpu!.Value, 0.001, 1.5);
            Assert.InRange(found.MemoryBytes!.Value, 100_000, 100_000_000);
            Assert.InRange(found.StartTime!.Value / 1000.0, new DateTimeOffset(busy.StartTime).ToUnixTimeSeconds() - 2,
                TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 2);
        }
        finally
        {
            busy.Kill();
        }
    }

    private Roots Roots => new(_root.File("proc"), _root.File("sys"), _root.File("etc"));

    private ProcessCollector Collector(ProcessSettings settings) =>
        new(Roots, settings, _gpus, _containers, _slot, _time);

    private IReadOnlyList<ProcessEntry> Collect(ProcessCollector collector) => TryCollect(collector)!;

    private IReadOnlyList<ProcessEntry>? TryCollect(ProcessCollector collector)
    {
        _samples.Clear();
        collector.Collect(_samples);
        return _slot.Take()?.Processes;
    }

    private void Process(int pid, long ticks = 0, long pages = 1, char state = 'S', string name = "sh", int user = 0, string cgroup = "0::/init.scope\n")
    {
        Write($"proc/{pid}/stat", $"{pid} ({name}) {state} 1 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0 {pid * 10} 0 {pages} 0\n");
        Write($"proc/{pid}/status", $"Name:\t{name}\nState:\t{state}\nUid:\t{user}\t{user}\t{user}\t{user}\n");
        Write($"proc/{pid}/cgroup", cgroup);
    }

    private void Write(string name, string text) => _root.Write(name, text);

    private static int[] Pids(IReadOnlyList<ProcessEntry> table) => [.. table.Select(each => each.Pid)];

    private double? Value(string metric) => _samples.Find(MetricCatalog.Series(metric));
}
