using Dcmon.TimeSeries.Sql;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>The series store in one SQLite file.</summary>
public static class SqliteSeries
{
    /// <summary>Opens the file, made if missing.</summary>
    /// <exception cref="InvalidOperationException">The file is of a newer program.</exception>
    public static SeriesStore Open(string path, SeriesStoreOptions? options = null)
    {
        options ??= new SeriesStoreOptions();
        return new SeriesStore(new SqlSeriesDatabase(new SqliteDialect(path), options.Time), options);
    }
}
