using System.Diagnostics.Metrics;
using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;

namespace Dcmon.TimeSeries.Tests.Damage;

/// <summary>
/// Bits that change in the file while the store runs on it: only what they hold is lost, it is set aside, and people hear of it.
/// </summary>
/// <remarks>One after the other: what they count is counted for the whole process.</remarks>
[Collection("damage")]
public abstract class DamageTests : StoreTests
{
    private readonly LogLines _log = new();

    private protected DamageTests()
        : base(new SqliteKind()) => Log = _log;

    private protected IReadOnlyList<string> Lines => _log.Lines;

    private string Path => ((SqliteKind)Kind).Path;

    /// <summary>Changes a bit of an entry of the client's first among the longest blocks of a tier; the block's id.</summary>
    private protected long DamageEntry(Tier tier, int entry, string client = "a")
    {
        var id = DamageEntryInFile(tier, entry, client);
        Store.Blocks.Clear();
        return id;
    }

    /// <summary>Likewise, but what the store has read of the block before stays whole in its memory.</summary>
    private protected long DamageEntryInFile(Tier tier, int entry, string client = "a")
    {
        var id = Number($"SELECT block.id FROM block JOIN client ON client.id = client WHERE key = '{client}' AND tier = {(int)tier} ORDER BY start - stop, stop LIMIT 1");
        var head = BlockHead.Read(Bytes($"SELECT head FROM block WHERE id = {id}"));
        var data = Bytes($"SELECT data FROM block WHERE id = {id}");
        data[head[entry].Offset] ^= 0x10;
        Execute("UPDATE block SET data = @data WHERE id = @id", ("@data", data), ("@id", id));
        return id;
    }

    private protected long Number(string sql) => (long)Ask(sql)!;

    private protected string? Text(string sql) => (string?)Ask(sql);

    private protected void Execute(string sql, params (string Name, object Value)[] values)
    {
        using var connection = SqliteFile.OpenWriter(Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private protected List<string> Verify()
    {
        using var archive = SqliteSeries.OpenArchive(Path);
        var found = new List<string>();
        archive.Verify(each => found.Add(each.ToString()), default);
        return found;
    }

    /// <summary>What <c>dcmon_series_damaged_total</c> says of this test's store alone.</summary>
    private protected long Counted()
    {
        var counts = new List<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "dcmon_series_damaged_total") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => counts.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        // Other tests' stores may be open beside this one; none of theirs is damaged.
        return counts.Max();
    }

    private protected async Task<double[]> CountsAsync(string selector, long step, long until)
    {
        var result = await QueryAsync(Queries.Ask.Range(selector, Start, until, step, over: Aggregation.Count));
        return result.Series.Count == 0 ? [] : result.Series[0].Values;
    }

    /// <summary>The damaged block is aside with its reason, logged and counted; what is in the database is whole again.</summary>
    private protected void AssertSetAside(long block)
    {
        Assert.Contains("checksum", Text($"SELECT reason FROM damaged_block WHERE id = {block}"));
        Assert.Contains(Lines, line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains($"Block {block} ", StringComparison.Ordinal));
        Assert.Equal(0, Number($"SELECT count(*) FROM block WHERE id = {block}"));
        Assert.Equal(Number("SELECT (SELECT count(*) FROM damaged_block) + (SELECT count(*) FROM damaged_report)"), Counted());
        Assert.Empty(Verify());
    }

    private object? Ask(string sql)
    {
        using var connection = SqliteFile.OpenReader(Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private byte[] Bytes(string sql) => (byte[])Ask(sql)!;
}
