using Dcmon.Agent.Identity;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Processes;

/// <summary>The real agent, for this machine, in a process of its own.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ITestOutputHelper _output;

    private AgentProcess(ITestOutputHelper output) => _output = output;

    /// <summary>The process that runs now, or ran last.</summary>
    public ProgramProcess Process { get; private set; } = null!;

    /// <summary>Under which id the server knows this machine.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>Where identity and spool are.</summary>
    public string State => _directory.File("state");

    /// <summary>Enrols an agent; it does not run yet.</summary>
    public static async Task<AgentProcess> EnrollAsync(ITestOutputHelper output, ServerProcess server)
    {
        var agent = new AgentProcess(output);
        var url = await server.Api.CreateEnrollmentUrlAsync(1, ["real"]);
        var file = agent._directory.File("enroll-url");
        await File.WriteAllTextAsync(file, url.ToSecretString());
        var (code, said, log) = await Programs.RunAsync("dcmon-agent", "enroll", "--url-file", file, "--state", agent.State);
        Assert.True(code == 0, $"dcmon-agent enroll ended with {code}: {said}{log}");
        using var identity = new IdentityDirectory(agent.State).Load();
        agent.ClientId = identity.ClientId;
        return agent;
    }

    /// <summary>Enrols an agent, starts it, and waits until the server has taken a report.</summary>
    public static async Task<AgentProcess> ReportingAsync(ITestOutputHelper output, ServerProcess server)
    {
        var agent = await EnrollAsync(output, server);
        try
        {
            await agent.StartAsync();
            await agent.Process.WaitForLineAsync("Reporting to");
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, for the first time or again: a report each second, and short waits for a server that is away.</summary>
    /// <param name="settings">More settings, <c>KEY=VALUE</c>.</param>
    public async Task StartAsync(params string[] settings)
    {
        if (Process is { } before) await before.DisposeAsync();
        string[] all = ["interval=1s", "uplink.backoff_min=500ms", "uplink.backoff_max=1s", .. settings];
        Process = Programs.Start("dcmon-agent", ["run", "--state", State, .. all.SelectMany(each => new[] { "--set", each })]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Process is { } process)
        {
            await process.DisposeAsync();
            foreach (var line in process.Log.TakeLast(60)) _output.WriteLine($"agent: {line}");
        }

        _directory.Dispose();
    }
}
