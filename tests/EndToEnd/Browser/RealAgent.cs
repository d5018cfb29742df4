using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The real agent, enrolled at a server and reporting this machine.</summary>
internal sealed class RealAgent : IAsyncDisposable
{
    private readonly ProgramProcess _process;

    private RealAgent(ProgramProcess process, string clientId) => (_process, ClientId) = (process, clientId);

    /// <summary>The client that the server knows it as.</summary>
    public string ClientId { get; }

    /// <summary>Enrols the agent, starts it, and waits for its first report.</summary>
    public static async Task<RealAgent> StartAsync(ServerProcess server)
    {
        var state = server.File("agent");
        var urlFile = server.File("enroll.url");
        await System.IO.File.WriteAllTextAsync(urlFile, (await server.Api.CreateEnrollmentUrlAsync(1, [])).ToSecretString());
        var (code, said, log) = await ProgramProcess.RunAsync("dcmon-agent", "enroll", "--url-file", urlFile, "--state", state);
        Assert.True(code == 0, said + log);
        var process = ProgramProcess.Start("dcmon-agent", "run", "--state", state);
        await process.WaitForLineAsync("Reporting to");
        var client = (await server.Api.GetAsync("/api/clients")).EnumerateArray().Single();
        return new RealAgent(process, client.GetProperty("id").GetString()!);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
