using Dcmon.Agent.Spool;
using Dcmon.Agent.Tests.Support;
using Dcmon.Settings;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Spool;

public sealed class ReportSpoolTests : IDisposable
{
    private static readonly Schema SchemaA = Schema.Of([MetricCatalog.Series("load1")]);
    private static readonly Schema SchemaB = Schema.Of([MetricCatalog.Series("load5")]);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private SpoolSettings _settings = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Append_NewSpool_NumbersStartAtRandomAndGrow()
    {
        using var spool = Open();
        var first = Append(spool).Report.Sequence;
        Assert.InRange(first, 1L << 32, 1L << 52);
        Assert.Equal([first + 1, first + 2], [Append(spool).Report.Sequence, Append(spool).Report.Sequence]);
    }

    [Fact]
    public void TakeOldest_Reopened_GivesWhatWasNotAcknowledgedInOrder()
    {
        long[] left;
        using (var spool = Open())
        {
            var reports = Enumerable.Range(0, 10).Select(i => Append(spool, i % 2 == 0 ? SchemaA : SchemaB, (byte)i)).ToArray();
            spool.Acknowledge([reports[9].Report.Sequence, reports[0].Report.Sequence, reports[4].Report.Sequence]);
            left = [.. new[] { 1, 2, 3, 5, 6, 7, 8 }.Select(i => reports[i].Report.Sequence)];
            Assert.Equal(left, Pending(spool));
        }

        using (var spool = Open())
        {
            var batch = spool.TakeOldest(100, long.MaxValue);
            Assert.Equal(left, batch.Select(each => each.Report.Sequence));
            Assert.Equal([SchemaB.Hash, SchemaA.Hash], batch.Take(2).Select(each => each.Schema.Hash));
            Assert.Equal([1, 2, 3, 5, 6, 7, 8], batch.Select(each => (int)each.Report.Values.Span[0]));
            Assert.Equal(7, spool.SpoolReports);
            var next = Append(spool).Report.Sequence;
            Assert.True(next > left.Max() + 1000, "numbers that a crash may have forgotten are left out");
            Assert.Equal([.. left, next], Pending(spool));
        }
    }

    [Fact]
    public void TakeOldest_Reopened_GivesExtrasAsTheyWere()
    {
        using (var spool = Open())
        {
            Append(spool, first: 1, extras: [5, 6]);
            Append(spool, first: 2);
            Append(spool, first: 3, values: 200, extras: new byte[70_000]);
        }

        using (var spool = Open())
        {
            var batch = spool.TakeOldest(100, long.MaxValue);
            Assert.Equal([(8, 2), (8, 0), (200, 70_000)], batch.Select(each => (each.Report.Values.Length, each.Report.Extras.Length)));
            Assert.Equal([5, 6], batch[0].Report.Extras.ToArray());
            Assert.Equal([1, 2, 3], batch.Select(each => (int)each.Report.Values.Span[0]));
            // They also count towards the size of a batch.
            Assert.Equal(2, spool.TakeOldest(100, 50_000).Count);
        }
    }

    [Fact]
    public void TakeOldest_Bounds_AreKept()
    {
        using var spool = Open();
        for (var i = 0; i < 10; i++) Append(spool);
        Assert.Equal(3, spool.TakeOldest(3, long.MaxValue).Count);
        Assert.Single(spool.TakeOldest(10, 1));
        Assert.Equal(10, spool.TakeOldest(10, 10_000).Count);
    }

    [Fact]
    public void Acknowledge_Twice_CountsOnce()
    {
        using var spool = Open();
        var report = Append(spool).Report.Sequence;
        Append(spool);
        spool.Acknowledge([report]);
        spool.Acknowledge([report]);
        Assert.Equal(1, spool.SpoolReports);
        Assert.False(spool.IsPending(report));
    }

    [Fact]
    public void Acknowledge_Everything_LeavesLittleOnDisk()
    {
        using var spool = Open();
        for (var i = 0; i < 5000; i++) spool.Acknowledge([Append(spool, values: 500).Report.Sequence]);
        Assert.Equal(0, spool.SpoolReports);
        Assert.InRange(BytesOnDisk(), 0, 300_000);
        Assert.Equal(BytesOnDisk(), spool.SpoolBytes);
    }

    [Fact]
    public void Reopen_KilledAtAnyByte_LosesNothingThatWasWrittenWhole()
    {
        var written = new List<(long Size, long[] Pending)>();
        using (var spool = Open())
        {
            for (var i = 0; i < 8; i++)
            {
                var sequence = Append(spool, i < 4 ? SchemaA : SchemaB, extras: i % 2 == 0 ? [1, 2, 3] : []).Report.Sequence;
                written.Add((BytesOnDisk(), Pending(spool)));
                if (i % 3 != 2) continue;
                spool.Acknowledge([sequence - 1]);
                written.Add((BytesOnDisk(), Pending(spool)));
            }
        }

        var file = Assert.Single(Segments());
        var whole = File.ReadAllBytes(file);
        for (var length = 0; length <= whole.Length; length++)
        {
            using var cut = new TemporaryDirectory();
            File.WriteAllBytes(cut.File(Path.GetFileName(file)), whole[..length]);
            using var spool = new ReportSpool(cut.Path, _settings, _time, new Random(1), _log.Of<ReportSpool>());
            var expected = written.LastOrDefault(each => each.Size <= length).Pending ?? [];
            Assert.Equal(expected, Pending(spool));
            var next = Append(spool).Report.Sequence;
            Assert.Equal([.. expected, next], Pending(spool));
        }
    }

    [Fact]
    public void Reopen_TornTail_IsCutWithOneLine()
    {
        using (var spool = Open()) Append(spool);
        var file = Assert.Single(Segments());
        File.AppendAllBytes(file, new byte[13]);
        using (var spool = Open()) Assert.Equal(1, spool.SpoolReports);
        Assert.Equal(1, _log.Count("cut 13 bytes"));
    }

    [Fact]
    public void Reopen_AnyByteDamaged_KeepsWhatIsBefore()
    {
        long first;
        using (var spool = Open())
        {
            first = Append(spool).Report.Sequence;
            for (var i = 0; i < 3; i++) Append(spool, extras: [1, 2, 3]);
        }

        var file = Assert.Single(Segments());
        var whole = File.ReadAllBytes(file);
        for (var at = SpoolSegment.HeaderSize; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            using var other = new TemporaryDirectory();
            File.WriteAllBytes(other.File(Path.GetFileName(file)), damaged);
            using var spool = new ReportSpool(other.Path, _settings, _time, new Random(1), _log.Of<ReportSpool>());
            var pending = Pending(spool);
            Assert.True(pending.Length < 4, "the damaged record and what follows are cut");
            Assert.Equal(Enumerable.Range(0, pending.Length).Select(i => first + i), pending);
        }
    }

    [Fact]
    public void Append_BeyondTheBound_DropsTheOldestAndCounts()
    {
        _settings = new SpoolSettings { MaxSize = new ByteSize(1_000_000) };
        using var spool = Open();
        var all = Enumerable.Range(0, 3000).Select(_ => Append(spool, values: 1000).Report.Sequence).ToArray();
        Assert.InRange(BytesOnDisk(), 800_000, 1_070_000);
        var pending = Pending(spool);
        Assert.Equal(all[^pending.Length..], pending);
        Assert.Equal(3000 - pending.Length, spool.SpoolDropped);
        Assert.Equal(pending.Length, spool.SpoolReports);
        Assert.False(spool.IsPending(all[0]));
    }

    [Fact]
    public void Append_ReportsTooOld_AreDropped()
    {
        using var spool = Open();
        var old = Append(spool).Report.Sequence;
        _time.Advance(TimeSpan.FromDays(1));
        Append(spool);
        Assert.True(spool.IsPending(old));
        _time.Advance(TimeSpan.FromDays(6.5));
        var newest = Append(spool).Report.Sequence;
        Assert.False(spool.IsPending(old));
        Assert.True(spool.IsPending(newest));
        Assert.Equal(1, spool.SpoolDropped);
    }

    [Fact]
    public void Open_SecondAgent_IsRefused()
    {
        using var spool = Open();
        Assert.Contains("another dcmon-agent", Assert.Throws<IOException>(Open).Message);
    }

    [Theory]
    [InlineData(SpoolSync.Always)]
    [InlineData(SpoolSync.Interval)]
    [InlineData(SpoolSync.Never)]
    public void Append_AnySyncPolicy_Survives(SpoolSync sync)
    {
        _settings = new SpoolSettings { Sync = sync };
        using (var spool = Open())
        {
            Append(spool);
            _time.Advance(TimeSpan.FromSeconds(2));
            Append(spool);
        }

        using (var spool = Open()) Assert.Equal(2, spool.SpoolReports);
    }

    [Fact]
    public void Operations_AtRandom_BehaveAsAListOnDisk()
    {
        // Small segments, so that many are made and deleted; reopened again and again.
        _settings = new SpoolSettings { MaxSize = new ByteSize(1_000_000_000), MaxAge = TimeSpan.FromDays(1000) };
        var random = new Random(7);
        var model = new SortedSet<long>();
        var spool = Open();
        for (var step = 0; step < 3000; step++)
        {
            switch (random.Next(100))
            {
                case < 60:
                    _time.Advance(TimeSpan.FromHours(random.Next(24)));
                    model.Add(Append(spool, random.Next(3) == 0 ? SchemaB : SchemaA).Report.Sequence);
                    break;
                case < 95 when model.Count > 0:
                    var batch = spool.TakeOldest(random.Next(1, 20), long.MaxValue).Select(each => each.Report.Sequence).ToArray();
                    Assert.Equal(model.Take(batch.Length), batch);
                    var done = batch.Where(_ => random.Next(4) > 0).Append(model.Max).Distinct().ToArray();
                    spool.Acknowledge(done);
                    model.ExceptWith(done);
                    break;
                case >= 98:
                    spool.Dispose();
                    spool = Open();
                    break;
            }

            Assert.Equal(model.Count, spool.SpoolReports);
        }

        Assert.Equal(model, Pending(spool));
        Assert.Equal(BytesOnDisk(), spool.SpoolBytes);
        spool.Dispose();
    }

    private ReportSpool Open() => new(_directory.Path, _settings, _time, new Random(1), _log.Of<ReportSpool>());

    private SpooledReport Append(ReportSpool spool, Schema? schema = null, byte first = 0, int values = 8, byte[]? extras = null)
    {
        var bytes = new byte[values];
        bytes[0] = first;
        return spool.Append(_time.GetUtcNow().ToUnixTimeMilliseconds(), schema ?? SchemaA, bytes, extras ?? []);
    }

    private static long[] Pending(ReportSpool spool) =>
        [.. spool.TakeOldest(int.MaxValue, long.MaxValue).Select(each => each.Report.Sequence)];

    private string[] Segments() => Directory.GetFiles(_directory.Path, SpoolSegment.Pattern);

    private long BytesOnDisk() => Segments().Sum(path => new FileInfo(path).Length);
}
