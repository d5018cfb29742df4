using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Maintenance;

/// <summary>
/// Puts everything that a client has for a span of time (raw blocks, reports in the log) into one raw block with its
/// roll-ups. Sealing a window, merging a day, absorbing late reports and salvaging a damaged block are all this operation.
/// Reading is separate from encoding, so that no snapshot stays open while blocks are encoded.
/// </summary>
internal sealed class SpanRebuild
{
    private readonly long _client;
    private readonly long _start;
    private readonly long _stop;
    private readonly IReadOnlyList<DamagedBlock> _known;
    private readonly List<DamagedBlock> _found = [];
    private LogRange _log;
    private List<LogRow> _damagedReports = [];
    private List<BlockRows> _blocks = [];
    private RawRows _rows = null!;
    private IReadOnlyList<BlockRow> _fineRows = [];
    private List<SummaryRows> _fine = [];
    private List<SummaryRows> _hours = [];

    /// <summary>Whether the raw rows at hand are all that the roll-ups of this time were ever made of.</summary>
    private bool _isComplete;

    private SpanRebuild(long client, long start, long stop, IReadOnlyList<DamagedBlock> known) =>
        (_client, _start, _stop, _known) = (client, start, stop, known);

    /// <summary>
    /// Blocks that turned out to be damaged and were not known to be. They have to be salvaged first: a block must not
    /// be replaced by one made without its contents.
    /// </summary>
    public IReadOnlyList<DamagedBlock> Found => _found;

    /// <summary>Reads what there is; null where there is nothing to be done.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="schemas">Schemas known.</param>
    /// <param name="client">The client's row id.</param>
    /// <param name="start">Start of the span, Unix milliseconds; it is widened to that of blocks that reach beyond it.</param>
    /// <param name="stop">Its end.</param>
    /// <param name="damage">Raw blocks that are known to be damaged: they are set aside, and what can be read of them is kept.</param>
    public static SpanRebuild? Read(
        ISeriesSnapshot snapshot, SchemaCache schemas, long client, long start, long stop, IReadOnlyList<DamagedBlock> damage)
    {
        foreach (var wider in snapshot.Blocks(client, Tier.Raw, start, stop).Where(block => block.IsIntact))
            (start, stop) = (Math.Min(start, wider.Start), Math.Max(stop, wider.Stop));
        var rebuild = new SpanRebuild(client, start, stop, damage);
        return rebuild.Read(snapshot, schemas) ? rebuild : null;
    }

    /// <summary>Encodes the new blocks. The change is void where <see cref="Found"/> is not empty afterwards.</summary>
    public BlockChange Make()
    {
        if (_found.Count > 0) return new BlockChange(_client);
        var isDay = _stop - _start >= Spans.Day;
        var setAside = _known.Select(each => (each.Block.Id, each.Reason)).ToList();
        if (_rows.Times.Length == 0)
            return new BlockChange(_client) { Reports = [_log], DamagedReports = _damagedReports, SetAside = setAside };

        var made = BlockMaker.Make(_start, _stop, _rows, isDay ? Tier.OneHour : Tier.FiveMinutes);
        var insert = new List<NewBlock> { made[0], With(_fine, made[1]) };
        // Hours may outlive both samples and 5-minute roll-ups: nothing that is left shows what they were made of.
        if (isDay) insert.Add(With(_hours, made[2]));
        FindDamage();
        var replaced = _blocks.Select(block => block.Block.Id)
            .Concat(_fineRows.Select(block => block.Id))
            .Concat(_hours.Select(each => each.Block.Id));
        return new BlockChange(_client)
        {
            Reports = [_log],
            DamagedReports = _damagedReports,
            SetAside = setAside,
            Remove = [.. replaced.Except(setAside.Select(each => each.Id))],
            Insert = insert,
        };
    }

    private bool Read(ISeriesSnapshot snapshot, SchemaCache schemas)
    {
        _blocks = ReadAll(Tier.Raw, (block, series) => new BlockRows(snapshot, block, series));
        var reports = snapshot.Reports(_client, _start, _stop).ToList();
        var isWhole = _blocks is [{ Block: var only }] && only.Start == _start && only.Stop == _stop;
        if (_known.Count == 0 && reports.Count == 0 && (isWhole || _blocks.Count == 0)) return _found.Count > 0;

        var readable = Readable(snapshot, schemas, reports);
        List<RawRows> sources = [.. _blocks];
        if (readable.Count > 0) sources.Add(new LogRows(readable, id => schemas.Get(snapshot, id).Series));
        _rows = new MergedRows(sources);
        // A day with more series than a block can name stays in blocks of two hours.
        if (_rows.Series.Count > BlockFormat.MaxEntries - BlockEntries.FirstSummary && _blocks.Count > 1) return false;

        _log = new LogRange(_start, _stop, reports.Count);
        _damagedReports = [.. reports.Except(readable)];
        _fineRows = snapshot.Blocks(_client, Tier.FiveMinutes, _start, _stop);
        _isComplete = _known.Count == 0
            && _fineRows.All(fine => _blocks.Any(raw => raw.Block.Start <= fine.Start && fine.Stop <= raw.Block.Stop));
        if (!_isComplete) _fine = ReadAll(Tier.FiveMinutes, (block, series) => new SummaryRows(snapshot, block, series));
        if (_stop - _start >= Spans.Day) _hours = ReadAll(Tier.OneHour, (block, series) => new SummaryRows(snapshot, block, series));
        return true;

        List<T> ReadAll<T>(Tier tier, Func<BlockRow, IReadOnlyList<Series>, T> read)
        {
            var all = new List<T>();
            foreach (var block in snapshot.Blocks(_client, tier, _start, _stop))
                try
                {
                    all.Add(read(block, schemas.Get(snapshot, block.Schema).Series));
                }
                catch (BlockFormatException unreadable)
                {
                    AddFound(block, unreadable.Message);
                }

            return all;
        }
    }

    /// <summary>
    /// The new roll-up, completed from older ones where samples have expired or lie in the damaged part of a block.
    /// </summary>
    private static NewBlock With(List<SummaryRows> older, NewBlock made) => older.Count == 0 ? made : SummaryUnion.Of(
        made.Tier,
        Math.Min(made.Start, older.Min(each => each.Block.Start)),
        Math.Max(made.Stop, older.Max(each => each.Block.Stop)),
        [new SummaryRows(made), .. older])!;

    /// <summary>Columns are read while blocks are made; only now is it known which of them could not be.</summary>
    private void FindDamage()
    {
        foreach (var block in _blocks)
            if (block.Damage is { } reason) AddFound(block.Block, reason);
        foreach (var block in _fine.Concat(_hours))
            if (block.Damage is { } reason) AddFound(block.Block, reason);
    }

    private void AddFound(BlockRow block, string reason)
    {
        if (_known.All(each => each.Block.Id != block.Id)) _found.Add(new DamagedBlock(_client, block, reason));
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
