using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors;

/// <summary>A prometheus-node-exporter of this machine, started for a test.</summary>
internal sealed class NodeExporter : IDisposable
{
    private const string Binary = "/usr/bin/prometheus-node-exporter";

    private readonly Process _process;
    private readonly HttpClient _client;

    private NodeExporter(Process process, int port)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public Uri Url => new(_client.BaseAddress!, "/metrics");

    public static async Task<NodeExporter> StartAsync()
    {
        Assert.True(File.Exists(Binary), $"{Binary} is missing: apt-get install prometheus-node-exporter");
        var port = FreePort();
        // Debian's build leaves out lo, which is what a test can load, and asks systemd, which test machines may lack.
        string[] arguments =
            [$"--web.listen-address=127.0.0.1:{port}", "--log.level=error", "--collector.netdev.device-exclude=^$", "--no-collector.systemd"];
        var process = Process.Start(Binary, arguments);
        var exporter = new NodeExporter(process, port);
        await Eventually.HoldsAsync(() => exporter.Answers(), "node exporter answers");
        return exporter;
    }

    /// <summary>All samples by their series, as the exporter writes them.</summary>
    public async Task<Dictionary<string, double>> ScrapeAsync()
    {
        var text = await _client.GetStringAsync("/metrics");
        // Since 1.6 each filesystem has one more label, for what could not be read.
        text = text.Replace(",device_error=\"\"", "");
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => (Line: line, At: line.LastIndexOf(' ')))
            .ToDictionary(each => each.Line[..each.At], each => double.Parse(each.Line[(each.At + 1)..], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private bool Answers()
    {
        Assert.False(_process.HasExited, "node exporter ended at once");
        try
        {
            using var socket = new TcpClient();
            socket.Connect(IPAddress.Loopback, _client.BaseAddress!.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
