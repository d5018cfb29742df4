using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Storage;

/// <summary>
/// Replaces reports and blocks of one client by other blocks, in one transaction: all of it or nothing. It is made from
/// a snapshot, and is refused where what it replaces has changed since.
/// </summary>
/// <param name="Client">The client's row id.</param>
internal sealed record BlockChange(long Client)
{
    /// <summary>Reports that the new blocks hold.</summary>
    public IReadOnlyList<LogRange> Reports { get; init; } = [];

    /// <summary>Those of <see cref="Reports"/> that cannot be read; they are set aside.</summary>
    public IReadOnlyList<LogRow> DamagedReports { get; init; } = [];

    /// <summary>Blocks that go.</summary>
    public IReadOnlyList<long> Remove { get; init; } = [];

    /// <summary>Damaged blocks that are set aside, each with what is wrong with it.</summary>
    public IReadOnlyList<(long Block, string Reason)> SetAside { get; init; } = [];

    /// <summary>Blocks that come.</summary>
    public IReadOnlyList<NewBlock> Insert { get; init; } = [];
}

/// <summary>All reports of a client within a span of time.</summary>
/// <param name="After">Unix milliseconds; start &lt; time ≤ stop.</param>
/// <param name="Until">Unix milliseconds.</param>
/// <param name="Count">How many they were in the snapshot.</param>
internal readonly record struct LogRange(long After, long Until, int Count);

/// <summary>A block to be stored.</summary>
/// <param name="Tier">What its rows are.</param>
/// <param name="Start">Unix milliseconds; the block holds the client's reports of (start, stop].</param>
/// <param name="Stop">Unix milliseconds.</param>
/// <param name="Schema">Names its columns.</param>
/// <param name="Bytes">Head and data.</param>
internal sealed record NewBlock(Tier Tier, long Start, long Stop, Schema Schema, EncodedBlock Bytes);
