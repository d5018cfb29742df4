using System.CommandLine;
using Dcmon.Silo.Backups;

namespace Dcmon.Silo.Commands;

/// <summary><c>backup FILE</c>.</summary>
internal static class BackupCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandSettings settings)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "The backup: a tar file that only its owner may read. Must not exist.",
        };
        var command = new Command("backup",
            "Backs up series, registrations, accounts and keys to one file, also while the server runs, and verifies it.")
        {
            file,
        };
        settings.Run(command, (server, line, cancel) =>
        {
            var target = line.GetRequiredValue(file).FullName;
            var whole = BackupWriter.Write(server.Data, target, CommandSettings.Say, Console.WriteLine, cancel);
            Console.WriteLine($"backup: {target} ({new FileInfo(target).Length} bytes)");
            if (!whole)
                CommandSettings.Say("The backup was made, and has the damage named above, as does the data directory.");
            return whole;
        });
        return command;
    }
}
