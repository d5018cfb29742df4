using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;
using Dcmon.Simulation.Enrollment;

namespace Dcmon.Demo.Cli;

/// <summary>The command line of <c>dcmon-demo</c>. Exit codes: 0 it was stopped, 1 it failed, 2 wrong usage.</summary>
internal sealed class DemoCommand
{
    private const int Most = 1_000;

    private readonly Option<string> _server = new("--server") { Description = "The server's address for browsers.", HelpName = "URL", Required = true };
    private readonly Option<FileInfo?> _authority = new("--ca") { Description = "The server's CA certificate, pki/ca.crt of its data directory; left out: whom this machine trusts.", HelpName = "FILE" };
    private readonly Option<string> _user = new("--user") { Description = "An admin, who enrols the machines at the first start.", DefaultValueFactory = _ => "admin" };
    private readonly Option<FileInfo?> _password = new("--password-file") { Description = "File with the admin's password, needed at the first start.", HelpName = "FILE" };
    private readonly Option<int> _machines = new("--machines") { Description = $"Machines, 1 to {Most}.", DefaultValueFactory = _ => 50 };
    private readonly Option<DirectoryInfo> _state = new("--state") { Description = "Stores the machines' identities, so that the next start goes on with them.", HelpName = "DIR", Required = true };
    private readonly Option<TimeSpan> _past = new("--past")
    {
        Description = "Length of the past that they send at the first start, such as 6h or 7d.",
        HelpName = "TIME",
        DefaultValueFactory = _ => TimeSpan.FromDays(7),
        CustomParser = ReadSpan,
    };

    /// <summary>Runs what the arguments say.</summary>
    public static Task<int> RunAsync(string[] arguments)
    {
        var command = new DemoCommand();
        var root = new RootCommand(
            "Simulates a fleet of GPU hosts, storage and compute nodes, with a past and with faults, to show what dcmon is.")
        {
            command._server, command._authority, command._user, command._password, command._machines, command._state,
            command._past,
        };
        command._machines.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
                result.AddError($"--machines must be a number from 1 to {Most}.");
        });
        root.SetAction(command.RunAsync);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync(
                new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"dcmon-demo: {error.Message}");
        return Task.FromResult(2);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken stop)
    {
        try
        {
            using var fleet = await DemoFleet.OpenAsync(
                line.GetValue(_machines), line.GetRequiredValue(_state).FullName, line.GetValue(_past), () =>
                    OpenAsync(line, stop), Log, stop);
            Log($"{line.GetValue(_machines)} simulated machines report");
            await fleet.RunAsync(stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error)
            when (error is IdentityException or GatewayException or HttpRequestException or IOException or FormatException)
        {
            Log(error.Message);
            return 1;
        }
    }

    private async Task<ServerApi> OpenAsync(ParseResult line, CancellationToken stop)
    {
        if (line.GetValue(_password) is not { } password)
            throw new FormatException("machines must be enrolled: name --password-file.");
        if (!Uri.TryCreate(line.GetRequiredValue(_server), UriKind.Absolute, out var address))
            throw new FormatException("--server is not a URL.");
        using var authority = line.GetValue(_authority) is { } ca
            ? X509CertificateLoader.LoadCertificateFromFile(ca.FullName)
            : null;
        var api = new ServerApi(
            address, authority is null ? null : X509CertificateLoader.LoadCertificate(authority.RawData));
        await api.LogInAsync(
            line.GetValue(_user)!, (await File.ReadAllTextAsync(password.FullName, stop)).Trim(), stop);
        return api;
    }

    private static TimeSpan ReadSpan(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (Duration.TryParse(text, out var span) && span > TimeSpan.Zero) return span;
        argument.AddError($"'{text}' is not a time; write 6h, 7d or the like.");
        return TimeSpan.Zero;
    }

    private static void Log(string message) => Console.Error.WriteLine($"dcmon-demo: {message}");
}
