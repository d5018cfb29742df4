using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Storage;

/// <summary>Finds the newest report of a client, in the log or, for a machine that has been silent, in its last block.</summary>
internal static class LatestReport
{
    /// <summary>The newest report, or null where there is none.</summary>
    public static Report? Find(ISeriesSnapshot snapshot, SchemaCache schemas, string key)
    {
        try
        {
            return snapshot.FindClient(key) is { } client ? Find(snapshot, schemas, client) : null;
        }
        catch (DamagedSchemaException)
        {
            return null;
        }
    }

    private static Report? Find(ISeriesSnapshot snapshot, SchemaCache schemas, long client)
    {
        var logged = snapshot.NewestReport(client) is { IsIntact: true } newest ? newest : (LogRow?)null;
        var block = snapshot.LastBlock(client, Tier.Raw);
        if (logged is { } report && (block is null || report.Time > block.Stop))
            return new Report(report.Sequence, report.Time, snapshot.ReadSchema(report.Schema).Hash, report.Payload);
        return block is null ? null : LastRow(snapshot, schemas, block);
    }

    private static Report? LastRow(ISeriesSnapshot snapshot, SchemaCache schemas, BlockRow block)
    {
        try
        {
            var rows = new BlockRows(snapshot, block, schemas.Get(snapshot, block.Schema).Series);
            var column = new double[rows.Times.Length];
            var values = new double[rows.Series.Count];
            for (var i = 0; i < values.Length; i++)
            {
                rows.Read(i, column);
                values[i] = column[^1];
            }

            var packed = new WireWriter();
            ValuePacking.Pack(values, packed);
            return new Report(rows.Sequences[^1], rows.Times[^1], snapshot.ReadSchema(block.Schema).Hash, packed.Written.ToArray());
        }
        catch (BlockFormatException)
        {
            return null;
        }
    }
}
