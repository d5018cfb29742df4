using Dcmon.EndToEnd.Processes;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Browser;

/// <summary>A server with a few simulated machines that have a past of some hours, one of them with each kind of fault of GPUs.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private ProgramProcess _demo = null!;

    /// <summary>The server.</summary>
    internal ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync(new NoOutput());
        _demo = await DemoProcess.StartAsync(Server, 6, "3h");
    }

    /// <summary>The id of a machine with GPUs.</summary>
    internal async Task<string> MachineAsync() =>
        (await Server.Api.GetAsync("/api/clients")).EnumerateArray().First(each => each.GetProperty("name").GetString()!.StartsWith("hgx", StringComparison.Ordinal)).GetProperty("id").GetString()!;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _demo.DisposeAsync();
        await Server.DisposeAsync();
    }
}
