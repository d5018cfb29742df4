using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// Puts all that a client has for a span of time (raw blocks, reports in the log) into one raw block with its roll-ups.
/// Sealing a window, merging a day, taking in late reports and saving what is left of a damaged block are all this.
/// Reading is apart from making, so that no snapshot is held open while blocks are encoded.
/// </summary>
internal sealed class SpanRebuild
{
    private readonly long _client;
    private readonly long _start;
    private readonly long _stop;
    private readonly LogRange _log;
    private readonly IReadOnlyList<BlockRows> _blocks;
    private readonly RawRows _rows;
    private readonly List<long> _replaced;
    private readonly List<SummaryRows> _hours;
    private readonly List<(long Block, string Reason)> _setAside;
    private readonly List<LogRow> _damagedReports;

    private SpanRebuild(
        long client, (long Start, long Stop) span, LogRange log, List<BlockRows> blocks, RawRows rows,
        List<long> replaced, List<SummaryRows> hours, List<(long, string)> setAside, List<LogRow> damagedReports)
    {
        (_client, _start, _stop, _log, _blocks, _rows) = (client, span.Start, span.Stop, log, blocks, rows);
        (_replaced, _hours, _setAside, _damagedReports) = (replaced, hours, setAside, damagedReports);
    }

    /// <summary>Reads what there is; null where there is nothing to be done.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="schemas">Schemas known.</param>
    /// <param name="client">The client's row id.</param>
    /// <param name="start">Start of the span, Unix milliseconds; it is widened to that of blocks that reach beyond it.</param>
    /// <param name="stop">Its end.</param>
    /// <param name="damage">Blocks that are known to be damaged: they are set aside, and what can be read of them is kept.</param>
    public static SpanRebuild? Read(
        ISeriesSnapshot snapshot, SchemaCache schemas, long client, long start, long stop, IReadOnlyList<DamagedBlock> damage)
    {
        foreach (var wider in snapshot.Blocks(client, Tier.Raw, start, stop))
            (start, stop) = (Math.Min(start, wider.Start), Math.Max(stop, wider.Stop));

        var setAside = damage.Select(each => (each.Block.Id, each.Reason)).ToList();
        var blocks = ReadAll(Tier.Raw, (block, series) => new BlockRows(snapshot, block, series));
        var reports = snapshot.Reports(client, start, stop).ToList();
        var readable = Readable(snapshot, schemas, reports);
        var isWhole = blocks is [{ Block: var only }] && only.Start == start && only.Stop == stop;
        if (isWhole && reports.Count == 0 && setAside.Count == 0) return null;
        if (blocks.Count == 0 && reports.Count == 0 && setAside.Count == 0) return null;

        List<RawRows> sources = [.. blocks];
        if (readable.Count > 0) sources.Add(new LogRows(readable, id => schemas.Get(snapshot, id).Series));
        var rows = new MergedRows(sources);
        // A day with more series than a block can name stays in blocks of two hours.
        if (rows.Series.Count > BlockFormat.MaxEntries - BlockEntries.FirstSummary && blocks.Count > 1) return null;
        var hours = stop - start < Spans.Day ? [] : ReadAll(Tier.OneHour, (block, series) => new SummaryRows(snapshot, block, series));
        var replaced = blocks.Select(block => block.Block.Id)
            .Concat(snapshot.Blocks(client, Tier.FiveMinutes, start, stop).Select(block => block.Id))
            .ToList();
        return new SpanRebuild(
            client, (start, stop), new LogRange(start, stop, reports.Count), blocks, rows,
            replaced, hours, setAside, [.. reports.Except(readable)]);

        List<T> ReadAll<T>(Tier tier, Func<BlockRow, IReadOnlyList<Series>, T> read)
        {
            var all = new List<T>();
            foreach (var block in snapshot.Blocks(client, tier, start, stop))
                try
                {
                    all.Add(read(block, schemas.Get(snapshot, block.Schema).Series));
                }
                catch (BlockFormatException unreadable)
                {
                    if (damage.All(each => each.Block.Id != block.Id)) setAside.Add((block.Id, unreadable.Message));
                }

            return all;
        }
    }

    /// <summary>Encodes the new blocks.</summary>
    public BlockChange Make()
    {
        var isDay = _stop - _start >= Spans.Day;
        var made = _rows.Times.Length == 0
            ? []
            : BlockMaker.Make(_start, _stop, _rows, isDay ? Tier.OneHour : Tier.FiveMinutes);
        var hours = made.FirstOrDefault(block => block.Tier == Tier.OneHour);
        var insert = made.Where(block => block.Tier != Tier.OneHour).ToList();
        if (hours is not null) insert.Add(SummaryMerge.Replace(_hours, hours));

        // A damaged column was read as one without values: the block as it was is kept aside.
        var damaged = _blocks.Where(block => block.Damage is not null).Select(block => (Block: block.Block.Id, Reason: block.Damage!));
        var setAside = _setAside.Concat(damaged).DistinctBy(each => each.Block).ToList();
        return new BlockChange(_client)
        {
            Reports = [_log],
            DamagedReports = _damagedReports,
            SetAside = setAside,
            Remove = [.. _replaced.Concat(hours is null ? [] : _hours.Select(each => each.Block.Id)).Except(setAside.Select(each => each.Block))],
            Insert = insert,
        };
    }

    private static List<LogRow> Readable(ISeriesSnapshot snapshot, SchemaCache schemas, List<LogRow> reports)
    {
        double[] scratch = [];
        return reports.FindAll(report => report.IsIntact && CanUnpack(report));

        bool CanUnpack(LogRow report)
        {
            var width = schemas.Get(snapshot, report.Schema).Series.Count;
            if (scratch.Length < width) scratch = new double[width];
            try
            {
                ValuePacking.Unpack(report.Payload, scratch.AsSpan(0, width));
                return true;
            }
            catch (WireFormatException)
            {
                return false;
            }
        }
    }
}
