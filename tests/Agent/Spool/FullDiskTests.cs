using System.Diagnostics;
using Dcmon.Agent.Events;
using Dcmon.Agent.Reporting;
using Dcmon.Agent.Spool;
using Dcmon.Agent.Tests.Support;
using Dcmon.Settings;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Spool;

/// <summary>On a real small filesystem that is full; mounting one needs root.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly Schema Schema = Schema.Of([MetricCatalog.Series("load1")]);

    private readonly TemporaryDirectory _directory = new();
    private readonly LogRecorder _log = new();
    private readonly string _disk;

    public FullDiskTests()
    {
        _disk = Path.Combine(_directory.Path, "disk");
        Directory.CreateDirectory(_disk);
        Run("mount", "-t", "tmpfs", "-o", "size=256k", "none", _disk);
    }

    public void Dispose()
    {
        Run("umount", _disk);
        _directory.Dispose();
    }

    [Fact]
    public void Receipts_DiskFull_WaitUntilTheEventIsOnDisk()
    {
        var filler = Path.Combine(_disk, "filler");
        using var spool = Open(ByteSize.Megabytes(1));
        var receipts = new EventReceipts(spool, _log.Of<EventReceipts>());
        var kept = new List<int>();
        Append(spool);
        Fill(filler);
        for (var i = 0; i < 100; i++)
        {
            var number = i;
            receipts.Add(Append(spool), [new QueuedEvent(new(0, "kind", EventSeverity.Info, ""), 0, () => kept.Add(number))]);
            receipts.ConfirmStored();
        }

        Assert.True(kept.Count < 100, "some do not fit on the disk");
        File.Delete(filler);
        Append(spool);
        receipts.ConfirmStored();
        Assert.Equal(Enumerable.Range(0, 100), kept);
    }

    [Fact]
    public void Append_DiskFull_WaitsInMemoryAndIsWrittenWhenThereIsRoom()
    {
        var filler = Path.Combine(_disk, "filler");
        long[] pending;
        using (var spool = Open(ByteSize.Megabytes(1)))
        {
            Append(spool);
            Fill(filler);
            for (var i = 0; i < 100; i++) Append(spool);
            Assert.Equal(101, spool.SpoolReports);
            pending = Pending(spool);
            Assert.Equal(101, pending.Length);
            Assert.Equal(1, _log.Count("cannot be written to disk"));

            // What goes to the server all the same may be forgotten, on disk or not.
            spool.Acknowledge([pending[0], pending[50]]);
            File.Delete(filler);
            Append(spool);
            Assert.Equal(1, _log.Count("written to disk again"));
            pending = Pending(spool);
            Assert.Equal(100, pending.Length);
        }

        using (var spool = Open(ByteSize.Megabytes(1))) Assert.Equal(pending, Pending(spool));
    }

    [Fact]
    public void Append_DiskFullForLong_DropsTheOldestOfMemoryAndCounts()
    {
        using var spool = Open(new ByteSize(50_000));
        Fill(Path.Combine(_disk, "filler"));
        for (var i = 0; i < 200; i++) Append(spool);
        Assert.Equal(200, spool.SpoolReports + spool.SpoolDropped);
        Assert.InRange(spool.SpoolReports, 30, 60);
        Assert.Equal(spool.SpoolReports, Pending(spool).Length);
    }

    [Fact]
    public void Append_DiskFullButTheServerThere_CountsNothingAsDropped()
    {
        using var spool = Open(new ByteSize(50_000));
        Fill(Path.Combine(_disk, "filler"));
        for (var i = 0; i < 200; i++)
        {
            Append(spool);
            spool.Acknowledge(Pending(spool));
        }

        Assert.Equal((0, 0), (spool.SpoolReports, spool.SpoolDropped));
    }

    private ReportSpool Open(ByteSize memory) => new(
        Path.Combine(_disk, "spool"), new SpoolSettings { MaxMemory = memory }, new ManualTimeProvider(), new Random(1), _log.Of<ReportSpool>());

    private static long Append(ReportSpool spool) => spool.Append(1, Schema, new byte[1000]).Report.Sequence;

    private static long[] Pending(ReportSpool spool) =>
        [.. spool.TakeOldest(int.MaxValue, long.MaxValue).Select(each => each.Report.Sequence)];

    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var length = 0;
        var error = Assert.Throws<IOException>(() =>
        {
            for (; length < 1_000_000; length += 512) RandomAccess.Write(file, new byte[512], length);
        });
        Assert.Contains("No space left", error.Message);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed (this test must run as root): {error}");
    }
}
