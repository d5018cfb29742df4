using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Dcmon.Simulation.RandomWalk;
using Dcmon.Testing.Processes;

namespace Dcmon.Peers.Systems;

/// <summary>
/// A store that speaks Prometheus' protocols: remote write in, PromQL out, plain HTTP as is its default.
/// </summary>
internal abstract class RemoteWriteSystem : MeasuredSystem
{
    /// <summary>Starts the server.</summary>
    protected RemoteWriteSystem(string program, string directory, Func<int, string[]> arguments)
    {
        var port = FreePort();
        Directory = directory;
        Process = ProgramProcess.Start(program, arguments(port));
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <inheritdoc/>
    public override ProgramProcess Process { get; }

    /// <summary>Where it keeps its data.</summary>
    protected string Directory { get; }

    /// <summary>Its API.</summary>
    protected HttpClient Http { get; }

    /// <summary>More parameters of a query.</summary>
    protected virtual string QueryOptions => "";

    /// <inheritdoc/>
    public override Task<IReadOnlyList<HostSender>> AdmitAsync(IReadOnlyList<GeneratedHost> hosts) =>
        Task.FromResult<IReadOnlyList<HostSender>>([.. hosts.Select(host => new RemoteWriteSender(host, Http))]);

    /// <inheritdoc/>
    public override Task<byte[]> QueryAsync(RangeQuestion question)
    {
        var labels = question.Host is { } host ? question.Labels.Append(new("client", host)) : question.Labels;
        var selector = $"{question.Metric}{{{string.Join(',', labels.Select(label => $"{label.Key}=\"{label.Value}\""))}}}";
        var query = question.MaximumByHost ? $"max by (client) ({selector})" : selector;
        return Http.GetByteArrayAsync(
            $"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={question.From / 1000}&end={question.To / 1000}&step={question.StepSeconds}{QueryOptions}");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> PointsOf(JsonElement answer) =>
        [.. answer.GetProperty("data").GetProperty("result").EnumerateArray().Select(line => line.GetProperty("values").GetArrayLength())];

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Http.Dispose();
        return Process.DisposeAsync();
    }

    /// <summary>A port that nobody uses; these servers cannot choose one themselves.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
