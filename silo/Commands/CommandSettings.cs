using System.CommandLine;
using Dcmon.Settings;
using Dcmon.Silo.Backups;
using Dcmon.Silo.Settings;
using Dcmon.TimeSeries;
using Microsoft.Data.Sqlite;

namespace Dcmon.Silo.Commands;

/// <summary>
/// Runs the commands other than the server itself. Exit codes: 0 done, 1 failed or damage found, 2 wrong usage or
/// settings.
/// </summary>
/// <param name="load">Loads the settings.</param>
internal sealed class CommandSettings(Func<ParseResult, ServerSettings> load)
{
    /// <summary>Writes a message to stderr; stdout is for the command's output.</summary>
    public static void Say(string line) => Console.Error.WriteLine($"dcmon: {line}");

    /// <summary>Sets the action of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Gets the settings and the parsed line, and returns whether it succeeded.</param>
    public void Run(Command command, Func<ServerSettings, ParseResult, CancellationToken, bool> run) =>
        command.SetAction((line, cancel) => Task.FromResult(Run(() => run(load(line), line, cancel))));

    private static int Run(Func<bool> run)
    {
        try
        {
            return run() ? 0 : 1;
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems)
                Say(problem);
            return 2;
        }
        catch (OperationCanceledException)
        {
            Say("Stopped.");
            return 1;
        }
        catch (Exception failed) when (failed is BackupException or StoreUnavailableException or IOException
            or UnauthorizedAccessException or SqliteException)
        {
            Say(failed.Message);
            return 1;
        }
    }
}
