using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Verification;

/// <summary>Checks a block: its checksums, whether each entry can be decoded, and whether its rows lie where it says.</summary>
internal sealed class BlockCheck
{
    private readonly SummaryBuffers _summaries = new();
    private long[] _first = [];
    private long[] _second = [];
    private long[] _third = [];
    private double[] _values = [];

    /// <summary>The first thing that is wrong with a block; null where it is intact.</summary>
    /// <param name="block">The block.</param>
    /// <param name="width">How many series its schema has.</param>
    /// <exception cref="BlockFormatException">It is damaged.</exception>
    public string? Problem(StoredBlock block, int width)
    {
        if (!block.HasItsSum) return "The row does not match its checksum.";
        var tier = (Tier)block.Tier;
        var head = BlockReader.Verify(block.Head, block.Data);
        if (head.Tier != tier) return $"Its head is one of tier {(int)head.Tier}, the row is of tier {block.Tier}.";
        if (head.Entries != tier.FirstSeries() + width) return $"It has {head.Entries} entries; its schema has {width} series.";
        return tier == Tier.Raw ? RawProblem(head, block) : SummaryProblem(head, block);
    }

    private string? RawProblem(BlockHead head, StoredBlock block)
    {
        var times = Longs(head, block, BlockEntries.Times, ref _first);
        var sequences = Longs(head, block, BlockEntries.Sequences, ref _second);
        if (Outside(times, block) is { } outside) return outside;
        for (var i = 1; i < times.Length; i++)
            if ((times[i], sequences[i]).CompareTo((times[i - 1], sequences[i - 1])) <= 0)
                return $"Row {i} does not come after the row before it.";
        if (_values.Length < head.Rows) _values = new double[head.Rows];
        for (var entry = BlockEntries.FirstColumn; entry < head.Entries; entry++)
            BlockReader.ReadColumn(head, entry, each => Bytes(head, block, each), _values.AsSpan(0, head.Rows));
        return null;
    }

    private string? SummaryProblem(BlockHead head, StoredBlock block)
    {
        var ends = Longs(head, block, BlockEntries.Times, ref _first);
        var firsts = Longs(head, block, BlockEntries.FirstTimes, ref _second);
        var lasts = Longs(head, block, BlockEntries.LastTimes, ref _third);
        if (Outside(ends, block) is { } outside) return outside;
        for (var i = 0; i < ends.Length; i++)
        {
            if (i > 0 && ends[i] <= ends[i - 1]) return $"Bucket {i} does not come after the bucket before it.";
            if (firsts[i] > lasts[i] || firsts[i] <= ends[i] - head.Tier.Width() || lasts[i] > ends[i])
                return $"The reports of bucket {i} do not lie in it.";
        }

        _summaries.Reset(head.Tier, head.Rows);
        for (var entry = BlockEntries.FirstSummary; entry < head.Entries; entry++)
            BlockReader.ReadSummary(head, entry, Bytes(head, block, entry), SummaryFields.Counter, _summaries);
        return null;
    }

    private static string? Outside(ReadOnlySpan<long> times, StoredBlock block)
    {
        foreach (var time in times)
            if (time <= block.Start || time > block.Stop)
                return $"The time {time} does not lie in ({block.Start}, {block.Stop}].";
        return null;
    }

    private static ReadOnlySpan<long> Longs(BlockHead head, StoredBlock block, int entry, ref long[] into)
    {
        if (into.Length < head.Rows) into = new long[head.Rows];
        BlockReader.ReadLongs(head, entry, Bytes(head, block, entry), into.AsSpan(0, head.Rows));
        return into.AsSpan(0, head.Rows);
    }

    private static ReadOnlySpan<byte> Bytes(BlockHead head, StoredBlock block, int entry)
    {
        var (offset, length, _) = head[entry];
        return block.Data.AsSpan(offset, length);
    }
}
