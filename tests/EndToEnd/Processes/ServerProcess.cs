using System.Security.Cryptography.X509Certificates;
using Dcmon.Load;
using Dcmon.Simulation.Enrollment;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Processes;

/// <summary>A server in a process of its own, on its own data directory and ports, with a session of its admin.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>A silo of the Orleans runtime needs two more.</summary>
    private const int Ports = 4;

    private readonly TemporaryDirectory _directory = new();
    private readonly ITestOutputHelper _output;
    private readonly string[] _arguments;

    private ServerProcess(ITestOutputHelper output, string? data, string[] more)
    {
        _output = output;
        Data = data ?? _directory.File("data");
        Port = FreePorts.Take(Ports);
        _arguments =
        [
            "--data", Data, "--port", $"{Port}", "--set", "address=127.0.0.1",
            "--set", $"cluster.silo_port={Port + 2}", "--set", $"cluster.gateway_port={Port + 3}", .. more,
        ];
        Process = Programs.Start("dcmon-web", _arguments);
    }

    /// <summary>The process that runs now, or ran last.</summary>
    public ProgramProcess Process { get; private set; }

    /// <summary>Browsers' port; agents use the next one.</summary>
    public int Port { get; }

    /// <summary>The data directory.</summary>
    public string Data { get; }

    /// <summary>The address for browsers.</summary>
    public Uri Address => new($"https://localhost:{Port}");

    /// <summary>The address for agents.</summary>
    public Uri AgentAddress => new($"https://localhost:{Port + 1}");

    /// <summary>The first account.</summary>
    public string User { get; private set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; private set; } = "";

    /// <summary>The API, logged in as the first account; the session outlives the process.</summary>
    public ServerApi Api { get; private set; } = null!;

    /// <summary>Starts a server for the first time and logs in.</summary>
    /// <param name="output">Gets the server's log when it is disposed.</param>
    /// <param name="more">More arguments.</param>
    public static Task<ServerProcess> StartAsync(ITestOutputHelper output, params string[] more) => StartInAsync(null, output, more);

    /// <summary>Likewise, on a data directory of its own choice, which stays.</summary>
    public static async Task<ServerProcess> StartInAsync(string? data, ITestOutputHelper output, params string[] more)
    {
        var server = new ServerProcess(output, data, more);
        try
        {
            server.Password = After("password: ", await server.Process.WaitForLineAsync("password: "));
            server.User = After("user: ", await server.Process.WaitForLineAsync("user: "));
            server.Api = await server.LogInAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A session of the first account, beside those that it has.</summary>
    public async Task<ServerApi> LogInAsync()
    {
        var api = new ServerApi(Address, X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Data, "pki", "ca.crt")));
        await api.LogInAsync(User, Password);
        return api;
    }

    /// <summary>Starts it again, on the same ports and data.</summary>
    public async Task StartAgainAsync()
    {
        await Process.DisposeAsync();
        Process = Programs.Start("dcmon-web", _arguments);
        await Process.WaitForLineAsync("user: ");
    }

    /// <summary>A simulated fleet that reports to this server; it is not started yet.</summary>
    public Task<LoadFleet> FleetAsync(LoadOptions options) => LoadFleet.OpenAsync(
        options, uses => Api.CreateEnrollmentUrlAsync(uses, []), TimeProvider.System, CancellationToken.None);

    /// <summary>Options of a fleet that keeps its identities beside this server's data.</summary>
    public LoadOptions Fleet(int agents, TimeSpan interval) => new()
    {
        Agents = agents,
        Interval = interval,
        State = _directory.File("fleet"),
        BackoffMin = TimeSpan.FromMilliseconds(100),
        BackoffMax = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>Another place beside the data.</summary>
    public string File(string name) => _directory.File(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        foreach (var line in Process.Log.TakeLast(60)) _output.WriteLine(line);
        Api?.Dispose();
        _directory.Dispose();
    }

    private static string After(string start, string line) => line[start.Length..];
}
