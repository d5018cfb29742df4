using System.CommandLine;
using Dcmon.Silo.Backups;

namespace Dcmon.Silo.Commands;

/// <summary><c>verify [FILE]</c>.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandSettings settings)
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description =
                "A file made by 'backup'; it is extracted to a temporary directory. Default: the data directory.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("verify",
            "Checks the databases, also while the server runs, or a backup. Exits with 1 if it finds damage.") { file };
        settings.Run(command, (server, line, cancel) =>
            line.GetValue(file) is { } backup
                ? VerifyBackup(backup.FullName, cancel)
                : VerifyData(server.Data, cancel));
        return command;
    }

    private static bool VerifyData(string data, CancellationToken cancel)
    {
        if (!BackedUpFiles.Databases.Any(name => File.Exists(Path.Combine(data, name))))
            throw new BackupException(
                $"There are no databases of dcmon in {data}. Name the data directory with --data.");
        return BackupCheck.Verify(data, CommandSettings.Say, Console.WriteLine, cancel);
    }

    private static bool VerifyBackup(string file, CancellationToken cancel)
    {
        var work = Directory.CreateTempSubdirectory("dcmon-verify-");
        try
        {
            BackupReader.Extract(file, work.FullName, cancel);
            return BackupCheck.Verify(work.FullName, CommandSettings.Say, Console.WriteLine, cancel);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
