using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Load.Results;
using Dcmon.Settings;
using Dcmon.Simulation.Enrollment;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Load.Cli;

/// <summary>
/// The command line of <c>dcmon-load</c>. Exit codes: 0 every report was acknowledged, 1 some were not or it failed, 2
/// wrong usage.
/// </summary>
internal sealed class LoadCommand
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    private readonly Option<string?> _server = new("--server") { Description = "The server's address for browsers, to log in and make an enrolment token.", HelpName = "URL" };
    private readonly Option<FileInfo?> _authority = new("--ca") { Description = "The server's CA certificate, pki/ca.crt of its data directory; left out: whom this machine trusts.", HelpName = "FILE" };
    private readonly Option<string> _user = new("--user") { Description = "An admin.", DefaultValueFactory = _ => "admin" };
    private readonly Option<FileInfo?> _password = new("--password-file") { Description = "File with the admin's password.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _url = new("--enroll-url-file") { Description = "File with an enrolment URL for as many machines, instead of logging in.", HelpName = "FILE" };
    private readonly Option<int> _agents = new("--agents") { Description = "Agents to simulate.", DefaultValueFactory = _ => 20 };
    private readonly Option<TimeSpan?> _interval = Span(
        "--interval", "Report so often whatever the server says; left out: as it says.");
    private readonly Option<TimeSpan?> _duration = Span("--duration", "How long; left out: until Ctrl-C.");
    private readonly Option<DirectoryInfo> _state = new("--state") { Description = "Stores the agents' identities, so that the next start need not enrol them again.", HelpName = "DIR", Required = true };
    private readonly Option<string> _prefix = new("--host-prefix") { Description = "In front of each host name.", DefaultValueFactory = _ => "" };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "Writes the results here.", HelpName = "FILE" };

    /// <summary>Runs what the arguments say.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var command = new LoadCommand();
        var root = new RootCommand("Simulates agents of dcmon over the real protocol.")
        {
            command._server, command._authority, command._user, command._password, command._url, command._agents,
            command._interval,
            command._duration, command._state, command._prefix, command._json,
        };
        root.SetAction(command.RunAsync);
        root.Subcommands.Add(EnrolCommand.Create());
        root.Subcommands.Add(RampUpCommand.Create());
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"dcmon-load: {error.Message}");
        return Task.FromResult(2);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken stop)
    {
        try
        {
            var options = new LoadOptions
            {
                Agents = line.GetValue(_agents),
                Interval = line.GetValue(_interval),
                State = line.GetRequiredValue(_state).FullName,
                HostPrefix = line.GetValue(_prefix)!,
            };
            await using var fleet = await LoadFleet.OpenAsync(
                options, uses => UrlAsync(line, uses, stop), TimeProvider.System, stop);
            return await RunAsync(fleet, line, stop);
        }
        catch (Exception error)
            when (error is IdentityException or GatewayException or HttpRequestException or IOException or FormatException)
        {
            Console.Error.WriteLine($"dcmon-load: {error.Message}");
            return 1;
        }
    }

    private async Task<int> RunAsync(LoadFleet fleet, ParseResult line, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (line.GetValue(_duration) is { } duration) over.CancelAfter(duration);
        var started = TimeProvider.System.GetTimestamp();
        fleet.Start();
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(ProgressEvery, TimeProvider.System, over.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            Progress(fleet, TimeProvider.System.GetElapsedTime(started));
        }

        var ran = TimeProvider.System.GetElapsedTime(started);
        await fleet.StopAsync(Drain);
        var result = LoadResult.Of(fleet, ran);
        var json = JsonSerializer.Serialize(
            result, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });
        if (line.GetValue(_json) is { } file)
            await File.WriteAllTextAsync(file.FullName, json + "\n", CancellationToken.None);
        Console.WriteLine(json);
        return result.Missed + result.Refused == 0 ? 0 : 1;
    }

    private async Task<EnrollmentUrl> UrlAsync(ParseResult line, int uses, CancellationToken stop)
    {
        if (line.GetValue(_url) is { } file)
            return EnrollmentUrl.Parse((await File.ReadAllTextAsync(file.FullName, stop)).Trim());
        if (line.GetValue(_server) is not { } server || line.GetValue(_password) is not { } password)
            throw new FormatException(
                $"{uses} agents must be enrolled: name --server and --password-file, or --enroll-url-file.");
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address))
            throw new FormatException($"--server {server} is not a URL.");
        using var authority = line.GetValue(_authority) is { } ca
            ? X509CertificateLoader.LoadCertificateFromFile(ca.FullName)
            : null;
        using var api = new ServerApi(address, authority);
        await api.LogInAsync(
            line.GetValue(_user)!, (await File.ReadAllTextAsync(password.FullName, stop)).Trim(), stop);
        return await api.CreateEnrollmentUrlAsync(uses, ["simulated"], stop);
    }

    private static void Progress(LoadFleet fleet, TimeSpan elapsed)
    {
        var counters = fleet.Counters;
        var latency = LatencyResult.Of(counters.Latency);
        var problem = counters.LastProblem is { } last ? $", last problem: {last}" : "";
        Console.Error.WriteLine(
            $"{elapsed:hh\\:mm\\:ss} {fleet.Agents.Count} agents: {counters.Acknowledged} acknowledged, {counters.Waiting} waiting, "
            + $"{counters.Failures} requests failed, {latency.P50} ms median, {latency.P99} ms p99{problem}");
    }

    private static Option<TimeSpan?> Span(string name, string description) => new(name)
    {
        Description = $"{description} Such as 10s or 5m.",
        HelpName = "TIME",
        CustomParser = ReadSpan,
    };

    private static TimeSpan? ReadSpan(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (Duration.TryParse(text, out var span) && span > TimeSpan.Zero) return span;
        argument.AddError($"'{text}' is not a time; write 10s, 5m or the like.");
        return null;
    }
}
