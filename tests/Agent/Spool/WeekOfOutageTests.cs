using Dcmon.Agent.Spool;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Dcmon.Agent.Tests.Spool;

public sealed class WeekOfOutageTests(ITestOutputHelper output) : IDisposable
{
    private const int Week = 7 * 24 * 3600 / 10;

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Append_AWeekOfAGpuHost_FitsAndOpensInSecondsAndReadsInOrder()
    {
        var host = new GpuHost(1);
        using (var spool = Open())
        {
            for (var i = 0; i < Week; i++)
            {
                spool.Append(_time.GetUtcNow().ToUnixTimeMilliseconds(), host.Schema, host.Next());
                _time.Advance(TimeSpan.FromSeconds(10));
            }

            Assert.Equal((Week, 0), (spool.SpoolReports, spool.SpoolDropped));
            Assert.InRange(spool.SpoolBytes, 1, new SpoolSettings().MaxSize.Bytes / 2);
            output.WriteLine($"{Week} reports of {host.Schema.Series.Count} series: {spool.SpoolBytes:N0} bytes.");
        }

        var start = TimeProvider.System.GetTimestamp();
        using var opened = Open();
        var took = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine($"Opened in {took.TotalSeconds:0.00} s.");
        Assert.Equal(Week, opened.SpoolReports);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        start = TimeProvider.System.GetTimestamp();
        var next = 0L;
        while (opened.TakeOldest(200, 1024 * 1024) is { Count: > 0 } batch)
        {
            Assert.True(batch[0].Report.Sequence > next, "oldest first");
            next = batch[^1].Report.Sequence;
            opened.Acknowledge([.. batch.Select(each => each.Report.Sequence)]);
        }

        output.WriteLine($"Read and acknowledged in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.00} s.");
        Assert.Equal((0, 0), (opened.SpoolReports, opened.SpoolDropped));
    }

    private ReportSpool Open() =>
        new(_directory.Path, new SpoolSettings { Sync = SpoolSync.Never }, _time, new Random(1), _log.Of<ReportSpool>());
}
