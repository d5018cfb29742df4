using Dcmon.Queries.Selection;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>
/// Reads the selected series of one client out of blocks and log, in order of time, and hands them to a sink as they
/// are decoded. A damaged block is skipped and reported; everything else is read.
/// </summary>
internal sealed class ClientScan(
    ISeriesSnapshot snapshot, SchemaCache schemas, BlockCache blocks, LogCache? logs, DamageLog damage, CancellationToken cancel)
{
    private readonly SummaryBuffers _summaries = new();
    private long[] _times = [];
    private double[] _values = [];
    private long _client;

    /// <summary>Scans after &lt; time ≤ until.</summary>
    public void Run(string client, SeriesSelector selector, long after, long until, Tier wish, ISampleSink sink)
    {
        if (after >= until || !selector.MatchesClient(client) || snapshot.FindClient(client) is not { } id) return;
        _client = id;
        var series = new ScannedSeries(snapshot, schemas, client, selector, sink);
        var log = new LogColumns(series);
        var tiles = until - after < LogCache.LeastSpan ? null : logs?.Read(snapshot, schemas, id, after, until);
        if (tiles is null) log.Read(snapshot.Reports(id, after, until), cancel);
        else foreach (var tile in tiles) log.Read(tile, after, until);
        var logged = log.Stretches(wish == Tier.Raw ? Spans.Window : wish.Width());
        var keys = snapshot.BlockKeys(id, after, until);
        var plan = ScanPlan.Make(after, until, wish, (tier, from, to) => Blocks(id, keys, tier, from, to), logged);
        foreach (var segment in plan)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                Read(segment, series, log, sink);
            }
            catch (BlockFormatException damaged)
            {
                damage.Found(id, segment.Block!, damaged.Message);
            }
            catch (DamagedSchemaException)
            {
                // The columns are unknown until an agent sends the schema again.
            }
        }
    }

    /// <summary>
    /// The blocks whose rows are intact. The others may even be in the way of these: where they say they lie is not to be trusted.
    /// </summary>
    private List<BlockRow> Blocks(long client, IReadOnlyList<BlockKey> keys, Tier tier, long after, long until)
    {
        var meant = new List<BlockKey>();
        foreach (var key in keys)
            if (key.Tier == tier && key.Stop > after && key.Start < until) meant.Add(key);
        var intact = new List<BlockRow>();
        foreach (var block in blocks.Rows(snapshot, client, meant, after, until))
            if (block.IsIntact) intact.Add(block);
            else damage.Found(client, block, "The row does not match its checksum.");
        return intact;
    }

    private void Read(Segment segment, ScannedSeries series, LogColumns log, ISampleSink sink)
    {
        if (segment.Block is not { } block)
            ReadLog(log.Rows(segment.After, segment.Until), series, log, sink);
        else if (block.Tier == Tier.Raw)
            ReadRaw(block, segment, series, log, sink);
        else if (sink.Needs != SummaryFields.None)
            ReadSummaries(block, segment, series, sink);
    }

    private static void ReadLog(Range rows, ScannedSeries series, LogColumns log, ISampleSink sink)
    {
        for (var place = 0; place < series.Count; place++)
            if (log.Values(place, rows) is { Length: > 0 } values)
                sink.Samples(series.Number(place), log.Times(rows), values);
    }

    private void ReadRaw(BlockRow block, Segment segment, ScannedSeries series, LogColumns log, ISampleSink sink)
    {
        var head = blocks.Head(block);
        Room(ref _times, head.Rows);
        Room(ref _values, head.Rows);
        BlockReader.ReadLongs(head, BlockEntries.Times, Entry(block, head, BlockEntries.Times), _times.AsSpan(0, head.Rows));
        var rows = Between(_times.AsSpan(0, head.Rows), segment);
        var times = _times.AsSpan(rows);
        var late = segment.WithLog ? log.Rows(segment.After, segment.Until) : default;
        var merge = RowMerge.IsNeeded(times, log.Times(late).Length) ? new RowMerge(times, log.Times(late)) : null;

        var selected = series.Of(block.Schema);
        var read = merge is null ? null : new HashSet<int>();
        for (var i = 0; i < selected.Columns.Length; i++)
        {
            var (entry, place) = (BlockEntries.FirstColumn + selected.Columns[i], selected.Places[i]);
            if (!TryReadColumn(block, head, entry)) continue;
            read?.Add(place);
            var values = _values.AsSpan(rows);
            if (merge is null) sink.Samples(series.Number(place), times, values);
            else sink.Samples(series.Number(place), merge.Times, merge.Merge(values, log.Values(place, late)));
        }

        if (merge is null) return;
        // Series that are new since the block was made.
        for (var place = 0; place < series.Count; place++)
            if (!read!.Contains(place) && log.Values(place, late) is { Length: > 0 } values)
                sink.Samples(series.Number(place), merge.Times, merge.Merge([], values));
    }

    private void ReadSummaries(BlockRow block, Segment segment, ScannedSeries series, ISampleSink sink)
    {
        var head = blocks.Head(block);
        _summaries.Reset(block.Tier, head.Rows);
        BlockReader.ReadLongs(head, BlockEntries.Times, Entry(block, head, BlockEntries.Times), _summaries.Ends);
        BlockReader.ReadLongs(head, BlockEntries.FirstTimes, Entry(block, head, BlockEntries.FirstTimes), _summaries.FirstTimes);
        BlockReader.ReadLongs(head, BlockEntries.LastTimes, Entry(block, head, BlockEntries.LastTimes), _summaries.LastTimes);
        var (start, count) = Between(_summaries.Ends, segment).GetOffsetAndLength(head.Rows);
        var selected = series.Of(block.Schema);
        for (var i = 0; i < selected.Columns.Length; i++)
        {
            if (!TryReadSummary(block, head, BlockEntries.FirstSummary + selected.Columns[i], sink.Needs)) continue;
            sink.Summaries(series.Number(selected.Places[i]), _summaries.Columns.Slice(start, count));
        }
    }

    private bool TryReadColumn(BlockRow block, BlockHead head, int entry)
    {
        try
        {
            BlockReader.ReadColumn(head, entry, each => Entry(block, head, each), _values.AsSpan(0, head.Rows));
            return true;
        }
        catch (BlockFormatException damaged)
        {
            damage.Found(_client, block, damaged.Message);
            return false;
        }
    }

    private bool TryReadSummary(BlockRow block, BlockHead head, int entry, SummaryFields needs)
    {
        try
        {
            BlockReader.ReadSummary(head, entry, Entry(block, head, entry), needs, _summaries);
            return true;
        }
        catch (BlockFormatException damaged)
        {
            damage.Found(_client, block, damaged.Message);
            return false;
        }
    }

    private ReadOnlySpan<byte> Entry(BlockRow block, BlockHead head, int entry) => blocks.Entry(snapshot, block, head, entry);

    /// <summary>The rows of a segment.</summary>
    private static Range Between(ReadOnlySpan<long> times, Segment segment) =>
        FirstAfter(times, segment.After)..FirstAfter(times, segment.Until);

    private static int FirstAfter(ReadOnlySpan<long> times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static void Room<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[Math.Max(length, 2 * array.Length)];
    }
}
