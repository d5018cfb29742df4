using System.Diagnostics;
using System.Formats.Tar;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Rigs.Docker;

/// <summary>
/// A real Docker engine of the tests' own, with an image of busybox and without networks. It must run as root; it ends with the tests.
/// </summary>
public sealed class DockerRig : IAsyncLifetime
{
    public const string Image = "busybox:test";

    private const string Busybox = "/bin/busybox";
    private static readonly string[] Engines = ["/usr/sbin/dockerd", "/usr/bin/dockerd"];

    private readonly string _directory = Directory.CreateTempSubdirectory("dcmon-docker-").FullName;
    private Process? _engine;
    private HttpClient? _http;

    public string Socket => Path.Combine(_directory, "engine.sock");

    public async Task InitializeAsync()
    {
        Assert.True(Environment.IsPrivilegedProcess, "a container engine must run as root, and so these tests");
        // By their paths: programs of another kind may have these names.
        var dockerd = Engines.FirstOrDefault(File.Exists);
        Assert.True(dockerd is not null && File.Exists(Busybox), "dockerd or busybox is missing: scripts/install-test-needs installs them");
        var script = Path.Combine(AppContext.BaseDirectory, "Rigs/Docker/Fixtures/dockerd-until-eof");
        _engine = Process.Start(new ProcessStartInfo("/bin/sh", [script, dockerd!, _directory]) { RedirectStandardInput = true })!;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new Uri("http://localhost/v1.41/") };
        try
        {
            await Eventually.HoldsAsync(AnswersAsync, "the container engine answers");
            await ImportAsync();
        }
        catch (Exception error)
        {
            var log = File.Exists(Path.Combine(_directory, "log")) ? File.ReadAllText(Path.Combine(_directory, "log")) : "";
            await DisposeAsync();
            Assert.Fail($"{error.Message} Its log ends with:\n{log[Math.Max(0, log.Length - 3000)..]}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_engine is null) return;
        if (await AnswersAsync()) await RemoveAllAsync();
        _http!.Dispose();
        _engine.StandardInput.Close();
        await _engine.WaitForExitAsync();
        _engine.Dispose();
    }

    /// <summary>Makes a container of busybox and starts it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What its shell runs.</param>
    /// <param name="change">Changes what is asked of the engine, as <c>/containers/create</c> takes it.</param>
    public async Task<string> RunAsync(string name, string script, Action<JsonObject>? change = null)
    {
        var wish = new JsonObject
        {
            ["Image"] = Image,
            ["Cmd"] = new JsonArray("/bin/sh", "-c", script),
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        };
        change?.Invoke(wish);
        using var made = await _http!.PostAsJsonAsync($"containers/create?name={name}", wish);
        var id = (await CheckedAsync(made))["Id"]!.GetValue<string>();
        await PostAsync($"containers/{id}/start");
        return id;
    }

    /// <summary>Stops a container as <c>docker stop</c> does.</summary>
    public Task StopAsync(string name) => PostAsync($"containers/{name}/stop?t=0");

    /// <summary>Starts one that has ended.</summary>
    public Task StartAsync(string name) => PostAsync($"containers/{name}/start");

    /// <summary>Holds its processes.</summary>
    public Task PauseAsync(string name) => PostAsync($"containers/{name}/pause");

    /// <summary>Removes all containers, so that each test finds none.</summary>
    public async Task RemoveAllAsync()
    {
        foreach (var each in (await _http!.GetFromJsonAsync<JsonArray>("containers/json?all=1"))!)
            (await _http!.DeleteAsync($"containers/{each!["Id"]}?force=1&v=1")).Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await _http!.GetStringAsync("_ping") == "OK";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task ImportAsync()
    {
        using var files = new MemoryStream();
        using (var tar = new TarWriter(files, leaveOpen: true))
        {
            tar.WriteEntry(Busybox, "bin/busybox");
            foreach (var applet in (string[])["sh", "sleep", "dd", "test", "cat", "head"])
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp"));
        }

        var (name, tag) = (Image.Split(':')[0], Image.Split(':')[1]);
        using var response = await _http!.PostAsync($"images/create?fromSrc=-&repo={name}&tag={tag}", new ByteArrayContent(files.ToArray()));
        response.EnsureSuccessStatusCode();
        Assert.Contains("sha256:", await response.Content.ReadAsStringAsync());
    }

    private async Task PostAsync(string path)
    {
        using var response = await _http!.PostAsync(path, null);
        await CheckedAsync(response);
    }

    private static async Task<JsonNode> CheckedAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The tests that share one engine.</summary>
[CollectionDefinition(Name)]
public sealed class DockerCollection : ICollectionFixture<DockerRig>
{
    public const string Name = "Docker";
}
