using System.Globalization;

namespace Dcmon.TimeSeries.Verification;

/// <summary>How much was checked.</summary>
/// <param name="Clients">Clients.</param>
/// <param name="Schemas">Schemas.</param>
/// <param name="Reports">Reports that are in no block yet.</param>
/// <param name="Blocks">Blocks of all tiers.</param>
/// <param name="Events">Events.</param>
/// <param name="ProcessTables">Process tables.</param>
/// <param name="Findings">Things that are wrong.</param>
public sealed record VerifiedCounts(long Clients, long Schemas, long Reports, long Blocks, long Events, long ProcessTables, long Findings)
{
    /// <summary>The counts as one line of text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Clients} clients, {Schemas} schemas, {Reports} reports in the log, {Blocks} blocks, {Events} events, "
        + $"{ProcessTables} process tables: {(Findings == 0 ? "nothing is damaged" : $"{Findings} findings")}");
}
