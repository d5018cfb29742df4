using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// Finds the newest reports of a client: in the log, and for sources that have been silent in its blocks, newest first. Of most clients one
/// look at the log finds all.
/// </summary>
internal sealed class LatestReports
{
    private readonly ISeriesSnapshot _snapshot;
    private readonly SchemaCache _schemas;
    private readonly long _client;

    private LatestReports(ISeriesSnapshot snapshot, SchemaCache schemas, long client) =>
        (_snapshot, _schemas, _client) = (snapshot, schemas, client);

    /// <summary>See <see cref="ISeriesStore.FindLatestAsync"/>.</summary>
    public static IReadOnlyList<Report> Find(
        ISeriesSnapshot snapshot, SchemaCache schemas, string key, IEnumerable<int> programs, long since) =>
        snapshot.FindClient(key) is { } client ? new LatestReports(snapshot, schemas, client).Find(programs, since) : [];

    private List<Report> Find(IEnumerable<int> programs, long since)
    {
        List<Wanted> wanted =
        [
            new(null, long.MinValue), new(ReportSource.Agent, long.MinValue), .. programs.Select(source => new Wanted(source, since)),
        ];
        foreach (var each in wanted) each.Found = InLog(each);
        var block = _snapshot.LastBlock(_client, Tier.Raw, long.MaxValue);
        while (block is not null && wanted.FindAll(each => each.MayBeIn(block)) is { Count: > 0 } open)
        {
            Search(block, open);
            block = _snapshot.LastBlock(_client, Tier.Raw, block.Start);
        }

        return [.. wanted.Select(each => each.Found).OfType<Report>().DistinctBy(report => (report.Time, report.Sequence))];
    }

    private Report? InLog(Wanted wanted)
    {
        if (_snapshot.NewestReport(_client, wanted.Source) is not { IsIntact: true } row || row.Time <= wanted.Since) return null;
        try
        {
            return new Report(row.Sequence, row.Time, _snapshot.ReadSchema(row.Schema).Hash, row.Payload);
        }
        catch (DamagedSchemaException)
        {
            return null;
        }
    }

    /// <summary>Looks for the newest reports of sources in a block. What cannot be read of it is not there.</summary>
    private void Search(BlockRow block, List<Wanted> open)
    {
        try
        {
            var keys = RowKeys.Read(_snapshot, block);
            var found = open.Select(each => (Wanted: each, Row: each.LastIn(keys))).Where(each => each.Row >= 0).ToList();
            if (found.Count == 0) return;
            var reports = Read(block, found.ConvertAll(each => each.Row));
            for (var i = 0; i < found.Count; i++) found[i].Wanted.Found = reports[i];
        }
        catch (Exception damaged) when (damaged is BlockFormatException or DamagedSchemaException)
        {
            // The block's readers report it.
        }
    }

    private Report[] Read(BlockRow block, List<int> at)
    {
        var rows = new BlockRows(_snapshot, block, _schemas.Get(_snapshot, block.Schema).Series);
        var schema = _snapshot.ReadSchema(block.Schema).Hash;
        var column = new double[rows.Times.Length];
        var values = at.ConvertAll(_ => new double[rows.Series.Count]);
        for (var i = 0; i < rows.Series.Count; i++)
        {
            rows.Read(i, column);
            for (var j = 0; j < at.Count; j++) values[j][i] = column[at[j]];
        }

        var reports = new Report[at.Count];
        for (var j = 0; j < reports.Length; j++)
        {
            var packed = new WireWriter();
            ValuePacking.Pack(values[j], packed);
            reports[j] = new Report(rows.Sequences[at[j]], rows.Times[at[j]], schema, packed.Written.ToArray());
        }

        return reports;
    }

    /// <summary>The newest report of a source that is looked for.</summary>
    /// <param name="source">The source; null: any.</param>
    /// <param name="since">Unix milliseconds: reports of this time and before are not.</param>
    private sealed class Wanted(int? source, long since)
    {
        public int? Source => source;

        public long Since => since;

        public Report? Found { get; set; }

        /// <summary>Whether a block may hold a newer one than what was found. Blocks do not overlap.</summary>
        public bool MayBeIn(BlockRow block) => block.Stop > since && (Found is null || Found.Time <= block.Stop);

        /// <summary>The last row of a block that is newer than what was found; −1: none.</summary>
        public int LastIn(RowKeys keys)
        {
            var after = Math.Max(since, Found?.Time ?? long.MinValue);
            for (var row = keys.Times.Length - 1; row >= 0 && keys.Times[row] > after; row--)
                if (source is null || ReportSource.Of(keys.Sequences[row]) == source)
                    return row;
            return -1;
        }
    }
}
