using System.Globalization;
using System.Text;
using System.Text.Json;
using Dcmon.Load.Servers;
using Dcmon.Simulation.Enrollment;
using Dcmon.Simulation.RandomWalk;
using Dcmon.Testing.Processes;

namespace Dcmon.Peers.Systems;

/// <summary>
/// dcmon as a user starts it: one process, TLS on both ports, agents with certificates, a session for questions.
/// </summary>
internal sealed class DcmonServer : MeasuredSystem
{
    private readonly string _directory;
    private readonly LocalServer _server;
    private readonly Dictionary<string, string> _clientIds = [];

    private DcmonServer(string directory, LocalServer server) => (_directory, _server) = (directory, server);

    /// <inheritdoc/>
    public override ProgramProcess Process => _server.Process;

    /// <summary>Starts it on an empty directory.</summary>
    public static async Task<MeasuredSystem> StartAsync(string program, string directory)
    {
        Directory.CreateDirectory(directory);
        // Ninety days are loaded at once, and roll-ups are made from them.
        return new DcmonServer(
            directory, await LocalServer.StartAsync(program, Path.Combine(directory, "data"), "retention.raw=100d"));
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<HostSender>> AdmitAsync(IReadOnlyList<GeneratedHost> hosts)
    {
        var state = Path.Combine(_directory, "agents", hosts[0].Name);
        var identities = await new FleetEnrollment(state, TimeProvider.System).EnrollAsync(
            [.. hosts.Select(host => host.Name)], uses =>
                _server.Api.CreateEnrollmentUrlAsync(uses, []), CancellationToken.None);
        foreach (var (host, identity) in hosts.Zip(identities)) _clientIds[host.Name] = identity.ClientId;
        return [.. hosts.Zip(identities, (host, identity) => new DcmonSender(host, identity))];
    }

    /// <inheritdoc/>
    public override async Task SettleAsync()
    {
        using var accepted = await _server.Api.Http.PostAsync("/api/store/compaction", null);
        accepted.EnsureSuccessStatusCode();
        await WaitUntilIdleAsync();
    }

    /// <inheritdoc/>
    public override Task<long> DataBytesAsync() => DiskUseAsync(_server.Data);

    /// <inheritdoc/>
    public override Task<byte[]> QueryAsync(RangeQuestion question)
    {
        var path = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"/api/timeseries/{question.Metric}?from={question.From}&to={question.To}&step={question.StepSeconds}&over=last"));
        if (question.Host is { } host) path.Append("&client=").Append(_clientIds[host]);
        if (question.MaximumByHost) path.Append("&agg=max");
        foreach (var (name, value) in question.Labels)
            path.Append("&label.").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return _server.Api.Http.GetByteArrayAsync(path.ToString());
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> PointsOf(JsonElement answer) =>
    [
        .. answer.GetProperty("series").EnumerateArray()
            .Select(
                line => line.GetProperty("values").EnumerateArray().Count(value => value.ValueKind == JsonValueKind.Number)),
    ];

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
