using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Disk;

/// <summary>What a disk in trouble does to the store on it.</summary>
public abstract class DiskTests : StoreTests
{
    protected const long Megabyte = 1024 * 1024;

    private protected DiskTests(Func<SmallDisk> mount)
        : base(new DiskKind(mount))
    {
    }

    private protected SmallDisk Disk => ((DiskKind)Kind).Disk;

    private protected string Path => ((DiskKind)Kind).Path;

    /// <summary>The times of what is acknowledged, by client.</summary>
    protected Dictionary<string, List<long>> Acknowledged { get; } = [];

    /// <summary>
    /// Several clients send an hour at a time, side by side, until all of them are refused; returns the answer to the last one.
    /// </summary>
    protected async Task<string> AppendUntilRefusedAsync(Func<Task>? between = null)
    {
        string[] clients = ["a", "b", "c"];
        for (var hour = Start; ; hour += Hour)
        {
            var answers = await Task.WhenAll(clients.Select(client => TryFillAsync(client, hour)));
            if (Array.TrueForAll(answers, each => each is not null)) return answers[^1]!;
            Assert.True(hour < Start + 30 * Day, "Nothing was refused.");
            if (between is not null) await between();
        }
    }

    /// <summary>An hour of a client; null where it is stored, else why not.</summary>
    protected async Task<string?> TryFillAsync(string client, long hour)
    {
        try
        {
            Assert.All(await FillAsync(client, hour + 3, hour + Hour, Second), Assert.True);
        }
        catch (StoreUnavailableException refused)
        {
            return refused.Message;
        }

        if (!Acknowledged.TryGetValue(client, out var times)) Acknowledged[client] = times = [];
        times.AddRange(Times(hour + 3, hour + Hour, Second));
        return null;
    }

    /// <summary>All that was acknowledged is there, once, and nothing else; no block and no page is damaged.</summary>
    protected async Task AssertWholeAsync()
    {
        foreach (var (client, times) in Acknowledged)
        {
            var samples = await ScanAsync(client, "load1");
            Assert.Equal(times, samples.Select(sample => sample.Time));
            Assert.All(samples, sample => Assert.Equal(Value(sample.Time), sample.Value));
        }

        var sealedRows = await Store.Database.ReadAsync(
            snapshot => snapshot.Clients()
                .Sum(client => snapshot.Blocks(client.Id, Tier.Raw, 0, long.MaxValue).Sum(block => BlockHead.Read(block.Head).Rows)),
            default);
        Assert.Equal(Acknowledged.Values.Sum(times => times.Count), sealedRows + await CountLogAsync());
        Assert.Equal(await BlocksAsync(Tier.Raw), await BlocksAsync(Tier.FiveMinutes));
        using var archive = SqliteSeries.OpenArchive(Path);
        var found = new List<string>();
        archive.Verify(each => found.Add(each.ToString()), default);
        Assert.Empty(found);
    }
}
