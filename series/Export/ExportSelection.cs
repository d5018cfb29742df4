using Dcmon.Queries.Selection;

namespace Dcmon.TimeSeries.Export;

/// <summary>Selects the samples to export. Only raw samples are exported, not roll-ups.</summary>
/// <param name="Selector">Which series.</param>
/// <param name="Client">Of this client alone; null: of all that the selector accepts.</param>
/// <param name="After">Unix milliseconds; samples of after &lt; time ≤ until.</param>
/// <param name="Until">Unix milliseconds.</param>
public sealed record ExportSelection(SeriesSelector Selector, string? Client = null, long After = long.MinValue, long Until = long.MaxValue)
{
    /// <summary>Whether series of this client are meant.</summary>
    public bool Means(string client) => (Client is null || Client == client) && Selector.MatchesClient(client);
}
