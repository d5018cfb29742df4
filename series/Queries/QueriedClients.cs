using Dcmon.Queries.Selection;

namespace Dcmon.TimeSeries.Queries;

/// <summary>The clients that a query is about.</summary>
internal static class QueriedClients
{
    /// <summary>Those that are named and that the selector accepts, each once.</summary>
    /// <param name="store">The store.</param>
    /// <param name="named">Client ids; null: all that the store knows.</param>
    /// <param name="selector">May have conditions on the client; null: none.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<string>> ClientsAsync(
        this ISeriesStore store, IReadOnlyList<string>? named, SeriesSelector? selector, CancellationToken cancel)
    {
        named ??= await store.ListClientsAsync(cancel).ConfigureAwait(false);
        return [.. named.Where(client => selector?.MatchesClient(client) ?? true).Distinct()];
    }
}
