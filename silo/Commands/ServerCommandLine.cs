using System.Collections;
using System.CommandLine;
using Dcmon.Settings;
using Dcmon.Silo.Settings;

namespace Dcmon.Silo.Commands;

/// <summary>
/// The command line that dcmon-web and dcmon-silo share. Exit codes: 0 stopped, 1 failed, 2 wrong usage or settings.
/// </summary>
public static class ServerCommandLine
{
    private static readonly Option<FileInfo?> Config = new("--config")
    {
        Description = "Settings file; default: /etc/dcmon/dcmon.yaml, if it exists.",
        Recursive = true,
    };

    private static readonly Option<string?> Data =
        new("--data") { Description = "Data directory; key 'data'.", Recursive = true };

    private static readonly Option<string?> Port =
        new("--port") { Description = "Port for browsers; agents use the next one; key 'port'." };

    private static readonly Option<string?> Place =
        new("--silo") { Description = "local or remote: where the grains run; key 'silo'." };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any setting as KEY=VALUE, such as agents.interval=5s. May be repeated.",
        Recursive = true,
    };

    /// <summary>
    /// Parses the arguments, loads the settings, and runs the program or one of the commands that both programs share.
    /// </summary>
    /// <param name="description">Description of the program for <c>--help</c>.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="more">Options that only this program has.</param>
    /// <param name="run">The program; gets the settings and the parsed line.</param>
    public static Task<int> RunAsync(
        string description, string[] args, IEnumerable<Option> more,
        Func<ServerSettings, ParseResult, CancellationToken, Task> run)
    {
        var root = new RootCommand(description) { Config, Data, Port, Place, Set };
        foreach (var option in more)
            root.Options.Add(option);
        foreach (var command in Commands(new CommandSettings(Load)))
            root.Subcommands.Add(command);
        root.SetAction((line, cancel) => Guard(() => run(Load(line), line, cancel)));
        var parsed = root.Parse(args);
        // The server's host handles signals itself; a command is cancelled, and has time to clean up.
        var terminationTimeout = parsed.CommandResult.Command == root ? (TimeSpan?)null : TimeSpan.FromSeconds(10);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = terminationTimeout });
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine($"dcmon: {error.Message}");
        Console.Error.WriteLine("See --help.");
        return Task.FromResult(2);
    }

    private static Command[] Commands(CommandSettings settings) =>
    [
        BackupCommand.Create(settings),
        RestoreCommand.Create(settings),
        VerifyCommand.Create(settings),
        ExportCommand.Create(settings),
        CompactCommand.Create(settings),
    ];

    private static async Task<int> Guard(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems)
                Console.Error.WriteLine($"dcmon: {problem}");
            return 2;
        }
    }

    private static ServerSettings Load(ParseResult line)
    {
        const string usual = "/etc/dcmon/dcmon.yaml";
        var file = line.GetValue(Config)?.FullName ?? (File.Exists(usual) ? usual : null);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(each => (string)each.Key, each => (string?)each.Value ?? "");
        return SettingsLoader.Load<ServerSettings>(file, environment, Flags(line));
    }

    private static IEnumerable<KeyValuePair<string, string>> Flags(ParseResult line)
    {
        foreach (var text in line.GetValue(Set) ?? [])
            yield return text.Split('=', 2) is [var key, var value]
                ? new(key, value)
                : throw new SettingsException([$"--set {text}: write KEY=VALUE."]);
        if (line.GetValue(Data) is { } data) yield return new("data", Path.GetFullPath(data));
        if (line.GetValue(Port) is { } port) yield return new("port", port);
        if (line.GetValue(Place) is { } place) yield return new("silo", place);
    }
}
