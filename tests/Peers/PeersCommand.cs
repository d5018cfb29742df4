using System.CommandLine;
using Dcmon.Peers.Results;

namespace Dcmon.Peers;

/// <summary>
/// The command line of <c>dcmon-peers</c>. Exit codes: 0 measured, 1 something failed, 2 wrong usage.
/// </summary>
internal sealed class PeersCommand
{
    private readonly Option<string[]> _systems = new("--systems")
    {
        Description = "Systems to measure, in this order.",
        DefaultValueFactory = _ => SystemNames.All,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "NAME",
    };

    private readonly Option<string> _dcmon = Program(SystemNames.Dcmon, "dcmon-web");
    private readonly Option<string> _victoria = Program(SystemNames.Victoria, "victoria-metrics");
    private readonly Option<string> _prometheus = Program(SystemNames.Prometheus, "prometheus");
    private readonly Option<DirectoryInfo> _work = new("--work") { Description = "An empty directory for the servers' data.", Required = true, HelpName = "DIR" };
    private readonly Option<bool> _quick = new("--quick") { Description = "Few and short rounds, at most 5 minutes: shows orders of magnitude." };
    private readonly Option<bool> _ingest = new("--ingest-alone") { Description = "Measures reports one a request and nothing else." };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "Writes the results here.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _page = new("--page") { Description = "Writes the page for people here.", HelpName = "FILE" };
    private readonly Option<string> _versions = new("--versions") { Description = "Says on the page which programs these are.", DefaultValueFactory = _ => "" };

    /// <summary>Runs what the arguments say.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var command = new PeersCommand();
        command._systems.AcceptOnlyFromAmong(SystemNames.All);
        var root = new RootCommand("Measures dcmon, VictoriaMetrics and Prometheus side by side.")
        {
            command._systems, command._dcmon, command._victoria, command._prometheus, command._work, command._quick,
            command._ingest, command._json,
            command._page, command._versions,
        };
        root.SetAction((line, _) => command.RunAsync(line));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0) return parsed.InvokeAsync();
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"dcmon-peers: {error.Message}");
        return Task.FromResult(2);
    }

    private async Task<int> RunAsync(ParseResult line)
    {
        var options = new PeersOptions(
            line.GetRequiredValue(_systems),
            new Dictionary<string, string>
            {
                [SystemNames.Dcmon] = line.GetRequiredValue(_dcmon),
                [SystemNames.Victoria] = line.GetRequiredValue(_victoria),
                [SystemNames.Prometheus] = line.GetRequiredValue(_prometheus),
            },
            line.GetValue(_quick) ? PeersPlan.Quick : PeersPlan.Full,
            line.GetValue(_ingest),
            line.GetRequiredValue(_work).FullName,
            line.GetValue(_json)?.FullName,
            line.GetValue(_page)?.FullName,
            line.GetRequiredValue(_versions));
        try
        {
            await new PeersBenchmark(options).RunAsync();
            return 0;
        }
        catch (Exception error)
            when (error is InvalidOperationException or HttpRequestException or IOException or TimeoutException)
        {
            Console.Error.WriteLine($"dcmon-peers: {error.Message}");
            return 1;
        }
    }

    private static Option<string> Program(string system, string usual) =>
        new($"--{system}") { Description = $"The program of {system}.", DefaultValueFactory = _ => usual, HelpName = "PATH" };
}
