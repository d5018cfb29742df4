using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The series store in one SQLite file.</summary>
public static class SqliteSeries
{
    /// <summary>Opens the file, made if missing.</summary>
    /// <exception cref="InvalidOperationException">The file is of a newer program.</exception>
    /// <exception cref="StoreUnavailableException">
    /// It cannot be opened: the disk is full, or another program has locked it, or it is none.
    /// </exception>
    public static SeriesStore Open(string path, SeriesStoreOptions? options = null)
    {
        options ??= new SeriesStoreOptions();
        return new SeriesStore(new SqlSeriesDatabase(new SqliteDialect(path), options.Time), options);
    }

    /// <summary>Opens a file that is there, to look at it; nothing is changed, and a server may be running on it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened, or is no series database of this program.</exception>
    public static SeriesArchive OpenArchive(string path) => new(new SqliteDialect(path));
}
