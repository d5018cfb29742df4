namespace Dcmon.EndToEnd.Processes;

/// <summary>One server for the tests of a class that do not disturb each other.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    /// <summary>The server.</summary>
    internal ServerProcess Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Server = await ServerProcess.StartAsync(new NoOutput());

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Server.DisposeAsync();
}
