using System.CommandLine;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Settings;
using Dcmon.Agent.Tools;
using Dcmon.Agent.Uplink;
using Dcmon.Wire.Enrollment;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.Agent.Cli;

/// <summary><c>dcmon-agent enroll</c>: enrols this machine.</summary>
internal static class EnrollCommand
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes the command.</summary>
    public static Command Make(CommonOptions common)
    {
        var url = new Argument<string?>("url")
        {
            Description = "https://HOST:8444#TOKEN.FINGERPRINT, in quotes; - reads it from standard input, out of sight of other users.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<FileInfo>("--url-file") { Description = "Reads the URL from a file.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replaces the identity that this machine has." };
        var command = new Command("enroll", "Enrols this machine at a server, with the URL that an admin of it gave out.") { url, file, force };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(url) is null) == (result.GetValue(file) is null))
                result.AddError("Either the enrolment URL or --url-file is needed.");
        });
        command.SetAction((arguments, stop) => RunAsync(
            common.Load(arguments), ReadUrl(arguments.GetValue(url), arguments.GetValue(file)), arguments.GetValue(force), stop));
        return command;
    }

    private static string ReadUrl(string? url, FileInfo? file) =>
        (url == "-" ? Console.In.ReadToEnd() : url ?? File.ReadAllText(file!.FullName)).Trim();

    private static Dialing Dial(AgentSettings settings)
    {
        var tools = new ToolRunner(settings.Tools, TimeProvider.System, NullLogger<ToolRunner>.Instance);
        return Dialing.Of(settings.Uplink, settings.State, tools, new KillGroup(NullLogger.Instance));
    }

    private static async Task<int> RunAsync(AgentSettings settings, string text, bool force, CancellationToken stop)
    {
        EnrollmentUrl url;
        try
        {
            url = EnrollmentUrl.Parse(text);
        }
        catch (FormatException error)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode.Usage;
        }

        var directory = new IdentityDirectory(settings.State);
        if (directory.Exists && !force)
            throw new IdentityException($"This machine is enrolled already ({directory.Path}). To replace its identity, add --force.");
        var roots = new Roots(settings.Collect.ProcRoot, settings.Collect.SysRoot, settings.Collect.EtcRoot);
        var hostName = new FactsReader(roots).Read().HostName;
        using var identity = await Enroller.EnrollAsync(url, hostName, Dial(settings), RequestTimeout, TimeProvider.System, stop);
        directory.Save(identity);
        FileOwner.Inherit(directory.Path);
        Console.WriteLine($"Enrolled at {identity.Server} as {identity.ClientId}; the certificate is valid until {identity.NotAfter:u}.");
        return ExitCode.Ok;
    }
}
