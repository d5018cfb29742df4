using Dcmon.Queries;
using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Storage;

/// <summary>The database as it was at one moment, for one thread. It does not see later writes, and does not block them.</summary>
internal interface ISeriesSnapshot
{
    /// <summary>All clients that ever had reports, by row id.</summary>
    IReadOnlyList<(long Id, string Key)> Clients();

    /// <summary>The row id of a client, or null where it is not known.</summary>
    long? FindClient(string key);

    /// <summary>A schema by its row id.</summary>
    /// <exception cref="DamagedSchemaException">It is not what its hash says.</exception>
    Schema ReadSchema(long id);

    /// <summary>A schema by its hash, or null.</summary>
    Schema? FindSchema(SchemaHash hash);

    /// <summary>The client's blocks of a tier that overlap (after, until], in order of time.</summary>
    IReadOnlyList<BlockRow> Blocks(long client, Tier tier, long after, long until);

    /// <summary>
    /// Where the client's blocks of all tiers that overlap (after, until] lie, by tier and in order of time; read from the key alone.
    /// </summary>
    IReadOnlyList<BlockKey> BlockKeys(long client, long after, long until);

    /// <summary>The client's newest block of a tier that stops by a time (Unix milliseconds), or null.</summary>
    BlockRow? LastBlock(long client, Tier tier, long until);

    /// <summary>Raw blocks shorter than a day that stop by a time, of all clients.</summary>
    IReadOnlyList<(long Client, long Start, long Stop)> SmallRawBlocks(long before);

    /// <summary>All blocks of 1-hour roll-ups, of all clients.</summary>
    IReadOnlyList<(long Client, long Start, long Stop)> HourBlocks();

    /// <summary>Row ids of the schemas of the client's blocks and reports between two times.</summary>
    IReadOnlyList<long> SchemasUsed(long client, long after, long until);

    /// <summary>Reads a part of a block's data.</summary>
    /// <exception cref="BlockFormatException">The data ends before.</exception>
    void ReadData(BlockRow block, int offset, Span<byte> into);

    /// <summary>The client's reports of (after, until] that are in no block yet, in order of time and sequence number.</summary>
    IEnumerable<LogRow> Reports(long client, long after, long until);

    /// <summary>How many reports of (after, until] are in no block yet, and the bytes of their packed values.</summary>
    (long Reports, long Bytes) CountReports(long client, long after, long until);

    /// <summary>What reports (after, until] holds, by tiles of a width (milliseconds), in order of time; read from the key alone.</summary>
    IReadOnlyList<TileMark> TileMarks(long client, long after, long until, long width);

    /// <summary>The windows (<see cref="Spans.Window"/>) that have reports in the log, by client and end, Unix milliseconds.</summary>
    IReadOnlyList<(string Client, long Stop)> LoggedWindows();

    /// <summary>The newest report of a source (<see cref="ReportSource"/>; null: of any) that is in no block yet, or null.</summary>
    LogRow? NewestReport(long client, int? source);

    /// <summary>How many blocks there are, and how many reports in the log.</summary>
    StoreRows CountRows();

    /// <summary>Events, newest first.</summary>
    IReadOnlyList<ClientEvent> Events(EventsQuery query);

    /// <summary>The client's newest process table up to a time, or null.</summary>
    ProcessesAnswer? Processes(long client, long at);
}

/// <summary>What a database holds.</summary>
/// <param name="Blocks">Blocks of all tiers.</param>
/// <param name="Reports">Reports that are in no block yet.</param>
internal sealed record StoreRows(long Blocks, long Reports);

/// <summary>A report in the log.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Sequence">The agent's number.</param>
/// <param name="Schema">Row id of its schema.</param>
/// <param name="Payload">Its packed values.</param>
/// <param name="IsIntact">False where the row does not have its checksum any more: none of the rest can be trusted.</param>
internal readonly record struct LogRow(long Time, long Sequence, long Schema, byte[] Payload, bool IsIntact);
