using Dcmon.Testing;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>A <c>grains.db</c> as version 0.1 wrote it, in a folder of its own.</summary>
internal sealed class FirstFormatFile : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    /// <summary>Makes the file.</summary>
    public FirstFormatFile()
    {
        using var stream = typeof(FirstFormatFile).Assembly.GetManifestResourceStream("first-format.sql")!;
        using var reader = new StreamReader(stream);
        Execute("PRAGMA journal_mode=WAL");
        Execute(reader.ReadToEnd());
        States = Read("SELECT * FROM grain_state");
    }

    /// <summary>The rows of the old table when it was made.</summary>
    public IReadOnlyList<string> States { get; }

    public string Folder => _folder.Path;

    public string Path => _folder.File("grains.db");

    public string Copy => Path + ".v1";

    public void Execute(string sql)
    {
        using var connection = Open(Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each as a line.</summary>
    public IReadOnlyList<string> Read(string sql, string? path = null)
    {
        using var connection = Open(path ?? Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))));
        return rows;
    }

    public void Dispose() => _folder.Dispose();

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
