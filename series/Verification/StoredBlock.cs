using System.Data.Common;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Verification;

/// <summary>A row of the table <c>block</c>, as it is there.</summary>
internal sealed record StoredBlock(long Client, long Tier, long Start, long Stop, long Schema, long Sum, byte[] Head, byte[] Data)
{
    /// <summary>Reads all blocks, those of one client and tier in order of time.</summary>
    public const string Select =
        "SELECT id, client, tier, start, stop, schema, sum, head, data FROM block ORDER BY client, tier, stop, start";

    /// <summary>Whether all but the data is as it was when the block was made.</summary>
    public bool HasItsSum =>
        Tier is >= 0 and <= (long)Blocks.Tier.OneHour && Sum == RowSum.Block(Client, (Tier)Tier, Start, Stop, Schema, Head);

    /// <summary>The row on which the reader stands.</summary>
    public static StoredBlock Read(DbDataReader rows) => new(
        rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6),
        rows.GetFieldValue<byte[]>(7), rows.GetFieldValue<byte[]>(8));
}
