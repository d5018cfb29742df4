using System.CommandLine;
using Dcmon.Silo.Backups;
using Dcmon.Silo.Hosting;

namespace Dcmon.Silo.Commands;

/// <summary><c>restore FILE</c>.</summary>
internal static class RestoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandSettings settings)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file made by 'backup'." };
        var force = new Option<bool>("--force")
        {
            Description = "Replace the contents of the data directory, which are lost.",
        };
        var command = new Command("restore",
            "Replaces the contents of the data directory with a backup, all or nothing. The server must not be running.")
        {
            file, force,
        };
        settings.Run(command, (server, line, cancel) =>
        {
            using var data = DataDirectory.Open(server.Data);
            if (Restoration.IsOccupied(server.Data) && !line.GetValue(force))
                throw new BackupException(
                    $"{server.Data} is not empty. Add --force to replace its contents, which are then lost.");
            Restoration.Restore(server.Data, line.GetRequiredValue(file).FullName, cancel);
            Console.WriteLine($"restored: {server.Data}");
            return true;
        });
        return command;
    }
}
