using Dcmon.TimeSeries.Sql;
using Npgsql;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>The series store in a PostgreSQL database.</summary>
public static class PostgresSeries
{
    /// <summary>Opens the database; its tables are made where they are missing.</summary>
    /// <param name="connectionString">
    /// Npgsql's, such as <c>Host=db.example.org;Database=dcmon;Username=dcmon</c>. Connect to the server itself: a pooler that lends a
    /// connection a transaction at a time breaks the locks.
    /// </param>
    /// <param name="options">Settings of the store.</param>
    /// <exception cref="FormatException">That is no connection string.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or refuses.</exception>
    /// <exception cref="InvalidOperationException">The tables are of a newer program.</exception>
    public static SeriesStore Open(string connectionString, SeriesStoreOptions? options = null)
    {
        options ??= new SeriesStoreOptions();
        var connections = new PostgresConnections(connectionString, options.Log);
        try
        {
            return new SeriesStore(new SqlSeriesDatabase(new PostgresDialect(connections), options.Time), options);
        }
        catch (NpgsqlException refused)
        {
            throw new StoreUnavailableException($"The PostgreSQL database ({connections.Server}) cannot be used: {refused.Message}",
                refused);
        }
    }
}
