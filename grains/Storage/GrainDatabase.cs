using Dcmon.Files;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Storage;

/// <summary>The SQLite file with the grains' state: its tables, and the statements that Orleans looks up in it.</summary>
public static class GrainDatabase
{
    private static readonly string Script = ReadScript();

    /// <summary>Makes the file where there is none, and takes over one of an older version.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="serviceId">Orleans' service id, which is part of each state's key.</param>
    /// <exception cref="SqliteException">The file is locked, full, damaged or may not be written.</exception>
    /// <exception cref="InvalidDataException">
    /// What was to be taken over is damaged, or does not read back as it was written; the file is as it was.
    /// </exception>
    public static void Prepare(string path, string serviceId)
    {
        // The mode of a file that SQLite makes is not asked of it.
        using (File.Open(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = FileModes.PrivateFile,
        }))
        {
        }

        using var connection = SqliteFile.OpenWriter(path);
        if (FirstFormat.IsIn(connection)) FirstFormat.SaveCopy(connection, path);
        using var transaction = connection.BeginTransaction(deferred: false);
        SqliteFile.Execute(connection, Script);
        if (FirstFormat.IsIn(connection)) FirstFormat.TakeOver(connection, serviceId);
        transaction.Commit();
    }

    /// <summary>Looks for states that cannot be read, in a file of this version or of an older one.</summary>
    /// <returns>A line for each.</returns>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Verify(string path)
    {
        using var connection = SqliteFile.OpenReader(path);
        using var command = connection.CreateCommand();
        command.CommandText = FirstFormat.IsIn(connection)
            ? "SELECT name, key FROM grain_state WHERE NOT json_valid(state)"
            : """
              SELECT GrainTypeString, GrainIdExtensionString FROM OrleansStorage
              WHERE PayloadBinary IS NOT NULL AND NOT json_valid(CAST(PayloadBinary AS TEXT))
              """;
        using var rows = command.ExecuteReader();
        var findings = new List<string>();
        while (rows.Read()) findings.Add($"the state '{rows.GetString(0)}' of the grain '{rows.GetString(1)}' is not JSON");
        return findings;
    }

    private static string ReadScript()
    {
        using var stream = typeof(GrainDatabase).Assembly.GetManifestResourceStream("grains.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
