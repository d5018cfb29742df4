using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries;

/// <summary>Shorter calls of an <see cref="ISeriesStore"/>.</summary>
public static class SeriesStoreExtensions
{
    /// <summary>Stores reports without extras; for each, true where it was stored, false where it had been stored before.</summary>
    public static async ValueTask<bool[]> AppendAsync(
        this ISeriesStore store, ClientLease lease, IReadOnlyList<Schema> schemas, IReadOnlyList<Report> reports,
        CancellationToken cancel) =>
        (await store.AppendAsync(lease, schemas, reports, [], cancel).ConfigureAwait(false)).Reports;
}
