using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Model;

namespace Dcmon.TimeSeries.Tests.Sqlite;

public sealed class ModelOnSqlite() : ModelTests(new SqliteKind())
{
    private string Path => ((SqliteKind)Kind).Path;

    /// <summary>
    /// What a crash leaves is the file and its log as they are. While they are copied nobody commits, as they would not be
    /// of one moment otherwise; a checkpoint may be half done.
    /// </summary>
    protected override async Task<bool[]> CrashAsync(IReadOnlyList<Task> underWay)
    {
        bool[] acknowledged;
        using (var other = SqliteFile.OpenWriter(Path))
        {
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");
            acknowledged = [.. underWay.Select(each => each.IsCompletedSuccessfully)];
            File.Copy(Path, Path + ".copy");
            File.Copy(Path + "-wal", Path + ".copy-wal");
        }

        await Task.WhenAll(underWay);
        await Store.DisposeAsync();
        File.Move(Path + ".copy", Path, overwrite: true);
        File.Move(Path + ".copy-wal", Path + "-wal");
        Open();
        return acknowledged;
    }
}
