using Dcmon.Queries;
using Dcmon.Queries.Selection;
using Dcmon.SeriesCrash;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.TimeSeries.Tests.Storage;
using Xunit.Abstractions;

namespace Dcmon.TimeSeries.Tests.Crash;

/// <summary>
/// What <c>kill -9</c> does to a database in the middle of appending, sealing, merging, rolling up, expiring and giving room back.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const long FiveMinutes = 5 * Machine.Minute;
    private const long Hour = 60 * Machine.Minute;

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Times of all reports that are known to have been stored, acknowledged or not.</summary>
    private readonly Dictionary<string, HashSet<long>> _stored =
        Machine.All.ToDictionary(machine => machine.Name, _ => new HashSet<long>());

    private string File => _directory.File("series.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task Kill9_15Times_NothingAcknowledgedIsLostOrDoubled() => KillAsync(15);

    [Fact]
    [Trait("Category", "Long")]
    public Task Kill9_200Times_NothingAcknowledgedIsLostOrDoubled() => KillAsync(200);

    private async Task KillAsync(int kills)
    {
        var process = new CrashingProcess(File);
        var random = new Random(kills);
        for (var kill = 0; kill < kills; kill++)
        {
            await process.RunAsync(random.Next(20, 400), kill);
            AssertWhole();
            await CheckAsync(process);
        }

        var days = (process.Now - Machine.Start) / (24 * Hour);
        output.WriteLine($"{kills} kills, {days} days of {process.Acknowledged.Sum(each => each.Value.Count)} reports; {new FileInfo(File).Length} bytes.");
        Assert.True(days > 5, "Retention has had nothing to do.");
    }

    private void AssertWhole()
    {
        using var archive = SqliteSeries.OpenArchive(File);
        var found = new List<string>();
        archive.Verify(each => found.Add(each.ToString()), default);
        Assert.Empty(found);
    }

    private async Task CheckAsync(CrashingProcess process)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(process.Now));
        await using var store = SqliteSeries.Open(File, new SeriesStoreOptions { Maintenance = CrashRetention.Options, Time = clock });
        foreach (var machine in Machine.All)
        {
            var keys = await store.Database.ReadAsync(snapshot => StoredKeys.Of(snapshot, machine.Name), default);
            Assert.Equal(keys.Count, keys.Distinct().Count());
            Assert.All(keys, key => Assert.Equal(key.Time / Machine.Minute, key.Sequence));
            var kept = process.Now - (long)CrashRetention.Options.Raw.TotalMilliseconds;
            Assert.Empty(process.Acknowledged[machine.Name].Where(time => time > kept).Except(keys.Select(key => key.Time)));
            _stored[machine.Name].UnionWith(process.Acknowledged[machine.Name].Concat(keys.Select(key => key.Time)));
            await store.Database.ReadAsync(snapshot => CheckFiveMinutes(snapshot, machine.Name), default);
            await CheckSamplesAsync(store, machine);
            await CheckExtrasAsync(store, machine.Name, process.Acknowledged[machine.Name], process.Now);
            await CheckRollUpsAsync(store, machine, process.Now);
        }
    }

    private static async Task CheckSamplesAsync(SeriesStore store, Machine machine)
    {
        var sink = new ListSink();
        await store.ScanAsync(machine.Name, SeriesSelector.Parse("{__name__=~\"load1|bytes_total\"}"), Machine.Start, long.MaxValue / 4, Tier.Raw, sink, default);
        Assert.All(sink.Samples, each => Assert.Equal(each.Series == "load1" ? Machine.Load(each.Time) : Machine.Bytes(each.Time), each.Value));
    }

    /// <summary>Events of acknowledged reports are there, once.</summary>
    private static async Task CheckExtrasAsync(SeriesStore store, string client, HashSet<long> acknowledged, long now)
    {
        var kept = now - (long)CrashRetention.Options.Events.TotalMilliseconds;
        var events = await store.ListEventsAsync(Ask.Events(0, long.MaxValue, 1_000_000) with { Client = client }, default);
        Assert.Equal(events.Count, events.DistinctBy(each => each.Event.Key).Count());
        Assert.All(events, each => Assert.Equal(each.Event.Time, long.Parse(each.Event.Key) * FiveMinutes));
        var reported = acknowledged.Select(time => time / FiveMinutes * FiveMinutes).Where(time => time > kept).ToHashSet();
        Assert.Empty(reported.Except(events.Select(each => each.Event.Time)));
        var newest = await store.FindProcessesAsync(client, now, default);
        // The machine that reports once a day may have no table left when its next reports are due.
        var keptTables = now - (long)CrashRetention.Options.Processes.TotalMilliseconds;
        if (acknowledged.Any(time => time > keptTables)) Assert.True(newest?.Time >= acknowledged.Max());
        if (newest is not null) Assert.Equal(newest.Time / Machine.Minute, newest.Table.Processes[0].Pid);
    }

    /// <summary>Each raw block has its roll-up beside it, bit for bit what its rows give.</summary>
    private static bool CheckFiveMinutes(ISeriesSnapshot snapshot, string key)
    {
        if (snapshot.FindClient(key) is not { } client) return false;
        foreach (var block in snapshot.Blocks(client, Tier.Raw, long.MinValue, long.MaxValue))
        {
            var rows = new BlockRows(snapshot, block, snapshot.ReadSchema(block.Schema).Series);
            var expected = BlockMaker.Make(block.Start, block.Stop, rows, Tier.FiveMinutes)[1];
            var stored = snapshot.Blocks(client, Tier.FiveMinutes, block.Start, block.Stop).Single();
            Assert.Equal((block.Start, block.Stop), (stored.Start, stored.Stop));
            Assert.Equal(expected.Bytes.Head, stored.Head);
        }

        return true;
    }

    /// <summary>Whatever tier answers, it says what all the reports give that were ever stored, those that have expired included.</summary>
    private async Task CheckRollUpsAsync(SeriesStore store, Machine machine, long now)
    {
        foreach (var (step, tier) in new[] { (FiveMinutes, Tier.FiveMinutes), (Hour, Tier.OneHour) })
        {
            // Blocks go when all of them is over its time: a day at most, here, is left out at the edge.
            var from = Math.Max(Machine.Start,
                (now - (long)CrashRetention.Options.RetentionOf(tier).TotalMilliseconds) / Hour * Hour + 24 * Hour);
            var until = now / Hour * Hour;
            var buckets = _stored[machine.Name].Where(time => time > from && time <= until)
                .GroupBy(time => (time + step - 1) / step * step)
                .ToDictionary(each => each.Key, each => each.Select(Machine.Load).ToList());
            if (buckets.Count == 0) continue;
            foreach (var over in new[] { Aggregation.Count, Aggregation.Sum, Aggregation.Minimum, Aggregation.Maximum })
            {
                var query = Ask.Range("load1", from + step, until, step, over: over);
                var result = await store.ReadAsync(query with { Clients = [machine.Name] }, default);
                var answers = result.Times.ToArray().Zip(Assert.Single(result.Series).Values)
                    .Where(each => !double.IsNaN(each.Second)).ToDictionary(each => each.First, each => each.Second);
                Assert.Equal(buckets.Keys.Order(), answers.Keys.Order());
                foreach (var (end, loads) in buckets)
                    Assert.True(
                        Math.Abs(Naive(over, loads) - answers[end]) < 1e-6,
                        $"{machine.Name}, {over} of {step / Machine.Minute} min at {end}: {answers[end]}, expected {Naive(over, loads)}");
            }
        }
    }

    private static double Naive(Aggregation over, List<double> values) => over switch
    {
        Aggregation.Count => values.Count,
        Aggregation.Sum => values.Sum(),
        Aggregation.Minimum => values.Min(),
        _ => values.Max(),
    };
}
