using System.Security.Cryptography.X509Certificates;
using Dcmon.Simulation.Enrollment;
using Dcmon.Testing.Processes;

namespace Dcmon.Load.Servers;

/// <summary>
/// A dcmon server that a measurement starts: one process on an empty data directory, on free ports of the loopback
/// interface, with a session of its admin. It is killed when disposed.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private const string AddressLine = "address: ", PasswordLine = "password: ";

    private LocalServer(ProgramProcess process, string data, ServerApi api) =>
        (Process, Data, Api) = (process, data, api);

    /// <summary>The process.</summary>
    public ProgramProcess Process { get; }

    /// <summary>Its data directory.</summary>
    public string Data { get; }

    /// <summary>Its API, logged in as admin.</summary>
    public ServerApi Api { get; }

    /// <summary>Starts it and logs in.</summary>
    /// <param name="program">Path of <c>dcmon-web</c>.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="settings">Settings as <c>key=value</c>.</param>
    /// <exception cref="InvalidOperationException">It ended; the message has its log.</exception>
    public static async Task<LocalServer> StartAsync(string program, string data, params IEnumerable<string> settings)
    {
        var process = ProgramProcess.Start(
            program,
            ["--data", data, "--port", "0", .. settings.Prepend("address=127.0.0.1").SelectMany(each => new[] { "--set", each })]);
        try
        {
            var address = await ValueAsync(process, AddressLine);
            var password = await ValueAsync(process, PasswordLine);
            var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(data, "pki", "ca.crt"));
            var server = new LocalServer(process, data, new ServerApi(new Uri(address), authority));
            await server.Api.LogInAsync("admin", password);
            return server;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Api.Dispose();
        return Process.DisposeAsync();
    }

    private static async Task<string> ValueAsync(ProgramProcess process, string start) =>
        (await process.WaitForLineAsync(start, TimeSpan.FromMinutes(2)))[start.Length..].Trim();
}
