using System.Net;
using System.Net.Sockets;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Filesystems;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

/// <summary>The agent's figures against those of prometheus-node-exporter, read at the same time on this machine.</summary>
[Collection(Alone.Name)]
[Trait("Category", "Alone")]
public sealed class TruthTests(TruthFixture truth) : IClassFixture<TruthFixture>
{
    /// <summary>The agent's series, and node exporter's for the same.</summary>
    public static TheoryData<string, string> Totals() => new()
    {
        { "memory_total_bytes", "node_memory_MemTotal_bytes" },
        { "swap_total_bytes", "node_memory_SwapTotal_bytes" },
        { "file_handles_max", "node_filefd_maximum" },
        { Filesystem("filesystem_size_bytes"), Filesystem("node_filesystem_size_bytes") },
        { Filesystem("filesystem_inodes"), Filesystem("node_filesystem_files") },
        { Filesystem("filesystem_readonly"), Filesystem("node_filesystem_readonly") },
        { $"network_up{{interface=\"{Interface}\"}}", $"node_network_carrier{{device=\"{Interface}\"}}" },
    };

    /// <summary>Gauges that move between two readings, with how much they may differ.</summary>
    public static TheoryData<string, string, double> Gauges() => new()
    {
        { "load1", "node_load1", 0.1 },
        { "load5", "node_load5", 0.1 },
        { "load15", "node_load15", 0.1 },
        { "memory_available_bytes", "node_memory_MemAvailable_bytes", 0.02 },
        { "memory_free_bytes", "node_memory_MemFree_bytes", 0.02 },
        { "memory_cached_bytes", "node_memory_Cached_bytes", 0.02 },
        { "memory_slab_reclaimable_bytes", "node_memory_SReclaimable_bytes", 0.02 },
        { "file_handles", "node_filefd_allocated", 0.2 },
        { Filesystem("filesystem_free_bytes"), Filesystem("node_filesystem_free_bytes"), 0.02 },
        { Filesystem("filesystem_available_bytes"), Filesystem("node_filesystem_avail_bytes"), 0.02 },
        { Filesystem("filesystem_free_inodes"), Filesystem("node_filesystem_files_free"), 0.02 },
    };

    /// <summary>Counters that the load of the fixture drives.</summary>
    public static TheoryData<string, string> Counters() => new()
    {
        { "cpu_seconds_total{cpu=\"0\"}", "node_cpu_seconds_total{cpu=\"0\"" },
        { "context_switches_total", "node_context_switches_total" },
        { $"disk_written_bytes_total{{device=\"{Disk}\"}}", $"node_disk_written_bytes_total{{device=\"{Disk}\"}}" },
        { $"disk_writes_total{{device=\"{Disk}\"}}", $"node_disk_writes_completed_total{{device=\"{Disk}\"}}" },
        { "network_receive_bytes_total{interface=\"lo\"}", "node_network_receive_bytes_total{device=\"lo\"}" },
        { "network_transmit_packets_total{interface=\"lo\"}", "node_network_transmit_packets_total{device=\"lo\"}" },
        { "uptime_seconds", "node_time_seconds" },
    };

    /// <summary>Counters that may stand still: their totals must agree.</summary>
    public static TheoryData<string, string> QuietCounters() => new()
    {
        { $"disk_read_bytes_total{{device=\"{Disk}\"}}", $"node_disk_read_bytes_total{{device=\"{Disk}\"}}" },
        { $"disk_reads_total{{device=\"{Disk}\"}}", $"node_disk_reads_completed_total{{device=\"{Disk}\"}}" },
        { $"disk_read_seconds_total{{device=\"{Disk}\"}}", $"node_disk_read_time_seconds_total{{device=\"{Disk}\"}}" },
        { $"disk_write_seconds_total{{device=\"{Disk}\"}}", $"node_disk_write_time_seconds_total{{device=\"{Disk}\"}}" },
        { $"disk_busy_seconds_total{{device=\"{Disk}\"}}", $"node_disk_io_time_seconds_total{{device=\"{Disk}\"}}" },
        { $"network_receive_bytes_total{{interface=\"{Interface}\"}}", $"node_network_receive_bytes_total{{device=\"{Interface}\"}}" },
        { $"network_receive_errors_total{{interface=\"{Interface}\"}}", $"node_network_receive_errs_total{{device=\"{Interface}\"}}" },
        { "pressure_some_seconds_total{resource=\"cpu\"}", "node_pressure_cpu_waiting_seconds_total" },
        { "pressure_full_seconds_total{resource=\"io\"}", "node_pressure_io_stalled_seconds_total" },
        { "cpu_seconds_total{cpu=\"0\",mode=\"idle\"}", "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}" },
        { "cpu_seconds_total{cpu=\"0\",mode=\"iowait\"}", "node_cpu_seconds_total{cpu=\"0\",mode=\"iowait\"}" },
        { "cpu_seconds_total{cpu=\"0\",mode=\"steal\"}", "node_cpu_seconds_total{cpu=\"0\",mode=\"steal\"}" },
        { "cpu_seconds_total{cpu=\"0\",mode=\"softirq\"}", "node_cpu_seconds_total{cpu=\"0\",mode=\"softirq\"}" },
    };

    private static string Disk { get; } = Directory.GetDirectories("/sys/block").Select(path => Path.GetFileName(path)!)
        .First(name => Directory.Exists($"/sys/block/{name}/device"));

    private static string Interface { get; } = Directory.GetDirectories("/sys/class/net").Select(path => Path.GetFileName(path)!)
        .First(name => Directory.Exists($"/sys/class/net/{name}/device"));

    [Theory]
    [MemberData(nameof(Totals))]
    public void Total_SameMoment_IsEqual(string ours, string theirs) =>
        Assert.Equal(Sum(truth.TheirsAfter, theirs), Sum(truth.OursAfter, ours));

    [Theory]
    [MemberData(nameof(Gauges))]
    public void Gauge_SameMoment_IsClose(string ours, string theirs, double tolerance) =>
        AssertClose(Sum(truth.TheirsAfter, theirs), Sum(truth.OursAfter, ours), tolerance, 0.05);

    [Theory]
    [MemberData(nameof(Counters))]
    public void Counter_ReadBeforeAndAfterNodeExporter_EnclosesItsGrowth(string ours, string theirs)
    {
        var grown = Sum(truth.TheirsAfter, theirs) - Sum(truth.TheirsBefore, theirs);
        // Each of theirs was read between two of ours, so whatever the load does, theirs must lie between.
        var least = Sum(truth.OursAfter, ours) - Sum(truth.OursBeforeAgain, ours);
        var most = Sum(truth.OursAfterAgain, ours) - Sum(truth.OursBefore, ours);
        Assert.True(grown > 0, $"{theirs} did not move: the test proves nothing");
        // The kernel counts CPU time in ticks of 10 ms, for each mode.
        Assert.True(grown >= least - 0.1 && grown <= most + 0.1, $"node exporter says {grown}, the agent from {least} to {most}");
    }

    [Theory]
    [MemberData(nameof(QuietCounters))]
    public void Counter_SameMoment_HasTheSameTotal(string ours, string theirs) =>
        AssertClose(Sum(truth.TheirsAfter, theirs), Sum(truth.OursAfter, ours), 0.02, 0.5);

    [Fact]
    public void Filesystems_Chosen_AreAmongNodeExporters() => Assert.All(
        truth.OursAfter.Keys.Where(series => series.StartsWith("filesystem_size_bytes", StringComparison.Ordinal)),
        series => Assert.Contains("node_" + series, truth.TheirsAfter.Keys));

    [Fact]
    public void CpuModes_AllCores_AddUpToTheTimePassed()
    {
        var passed = Sum(truth.OursAfter, "cpu_seconds_total") - Sum(truth.OursBefore, "cpu_seconds_total");
        // The kernel of a virtual machine does not account for all of the time that it was not run.
        AssertClose(truth.OurSeconds * Environment.ProcessorCount, passed, 0.05, 0);
    }

    [Fact]
    public void Processes_ThisMachine_AreThoseInProc() => AssertClose(
        Directory.GetDirectories("/proc").Count(path => Path.GetFileName(path).All(char.IsAsciiDigit)), Sum(truth.OursAfter, "processes"), 0.2, 5);

    private static string Filesystem(string metric)
    {
        var root = Mount.ParseAll(File.ReadAllText("/proc/self/mountinfo")).Last(mount => mount.MountPoint == "/");
        return $"{metric}{{device=\"{root.Source}\",fstype=\"{root.Type}\",mountpoint=\"/\"}}";
    }

    /// <summary>The sum of all series whose text begins so; labels may be left out at the end.</summary>
    private static double Sum(Dictionary<string, double> samples, string series)
    {
        var stem = series.TrimEnd('}');
        var found = samples.Where(each => each.Key == series || each.Key.StartsWith(stem + ",", StringComparison.Ordinal)
            || each.Key.StartsWith(stem + "{", StringComparison.Ordinal)).ToArray();
        Assert.True(found.Length > 0, $"{series} is missing");
        return found.Sum(each => each.Value);
    }

    private static void AssertClose(double expected, double actual, double tolerance, double absolute) => Assert.True(
        Math.Abs(expected - actual) <= Math.Max(absolute, Math.Abs(expected) * tolerance), $"node exporter says {expected}, the agent {actual}");
}

/// <summary>Two readings of both, some seconds apart, while this machine works.</summary>
public sealed class TruthFixture : IAsyncLifetime
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(12);

    public Dictionary<string, double> OursBefore { get; private set; } = [];

    public Dictionary<string, double> OursAfter { get; private set; } = [];

    /// <summary>Read after <see cref="TheirsBefore"/>.</summary>
    public Dictionary<string, double> OursBeforeAgain { get; private set; } = [];

    /// <summary>Read after <see cref="TheirsAfter"/>.</summary>
    public Dictionary<string, double> OursAfterAgain { get; private set; } = [];

    public Dictionary<string, double> TheirsBefore { get; private set; } = [];

    public Dictionary<string, double> TheirsAfter { get; private set; } = [];

    public double OurSeconds { get; private set; }

    public async Task InitializeAsync()
    {
        using var exporter = await NodeExporter.StartAsync();
        // lo is measured, too: it is the one interface that a test can load.
        var settings = new CollectorSettings { ExcludeInterfaces = [], ExcludeMountPoints = ["/run/*"] };
        using var parts = new TestParts(settings);
        using var collectors = new CollectorSet(parts.Collectors(), TimeProvider.System, new LogRecorder());
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => Load(stop.Token));

        await exporter.ScrapeAsync();
        await CollectAsync(collectors);
        (OursBefore, var start) = (await CollectAsync(collectors), TimeProvider.System.GetTimestamp());
        TheirsBefore = await exporter.ScrapeAsync();
        OursBeforeAgain = await CollectAsync(collectors);
        await Task.Delay(Apart, TimeProvider.System);
        (OursAfter, OurSeconds) = (await CollectAsync(collectors), TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        TheirsAfter = await exporter.ScrapeAsync();
        OursAfterAgain = await CollectAsync(collectors);
        await stop.CancelAsync();
        await load;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<Dictionary<string, double>> CollectAsync(CollectorSet collectors)
    {
        var samples = new SampleSet();
        await collectors.CollectAsync(samples, TimeSpan.FromSeconds(10));
        return Enumerable.Range(0, samples.Count).ToDictionary(i => samples.Series[i].ToString(), i => samples.Values[i]);
    }

    /// <summary>Steady traffic over loopback and to the disk.</summary>
    private static void Load(CancellationToken stop)
    {
        using var directory = new TemporaryDirectory();
        using var file = File.OpenHandle(directory.File("load"), FileMode.Create, FileAccess.Write);
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var datagram = new byte[32 * 1024];
        var block = new byte[256 * 1024];
        for (long i = 0; !stop.IsCancellationRequested; i++)
        {
            for (var n = 0; n < 8; n++) udp.Send(datagram, datagram.Length, (IPEndPoint)udp.Client.LocalEndPoint!);
            RandomAccess.Write(file, block, i % 64 * block.Length);
            RandomAccess.FlushToDisk(file);
            stop.WaitHandle.WaitOne(20);
        }
    }
}

/// <summary>Tests that no other test runs beside: gauges move less between two readings then.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
