using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Dcmon.Simulation.Enrollment;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Systems;

/// <summary>dcmon as a user starts it: one process, TLS on both ports, agents with certificates, a session for questions.</summary>
internal sealed class DcmonServer : MeasuredSystem
{
    private const string PasswordLine = "password: ";
    private const string AddressLine = "address: ";

    private readonly string _directory;
    private readonly ServerApi _api;
    private readonly Dictionary<string, string> _clientIds = [];

    private DcmonServer(ServerProcess process, string directory, ServerApi api) =>
        (Process, _directory, _api) = (process, directory, api);

    /// <inheritdoc/>
    public override ServerProcess Process { get; }

    private string Data => Path.Combine(_directory, "data");

    /// <summary>Starts it on an empty directory.</summary>
    public static async Task<MeasuredSystem> StartAsync(string program, string directory)
    {
        Directory.CreateDirectory(directory);
        var data = Path.Combine(directory, "data");
        var process = new ServerProcess(
            program,
            [
                "--data", data, "--port", "0", "--set", "address=127.0.0.1",
                // Ninety days are loaded at once, and roll-ups are made from them.
                "--set", "retention.raw=100d",
                "--set", $"cluster.silo_port={FreePort()}", "--set", $"cluster.gateway_port={FreePort()}",
            ],
            PasswordLine, AddressLine);
        var address = await process.LineAsync(AddressLine);
        var password = await process.LineAsync(PasswordLine);
        var api = new ServerApi(new Uri(address), X509CertificateLoader.LoadCertificateFromFile(Path.Combine(data, "pki", "ca.crt")));
        await api.LogInAsync("admin", password);
        return new DcmonServer(process, directory, api);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<HostSender>> AdmitAsync(IReadOnlyList<GeneratedHost> hosts)
    {
        var state = Path.Combine(_directory, "agents", hosts[0].Name);
        var identities = await new FleetEnrollment(state, TimeProvider.System).EnrollAsync(
            [.. hosts.Select(host => host.Name)], uses => _api.CreateEnrollmentUrlAsync(uses, []), CancellationToken.None);
        foreach (var (host, identity) in hosts.Zip(identities)) _clientIds[host.Name] = identity.ClientId;
        return [.. hosts.Zip(identities, (host, identity) => new DcmonSender(host, identity))];
    }

    /// <inheritdoc/>
    public override async Task SettleAsync()
    {
        using var accepted = await _api.Http.PostAsync("/api/store/compaction", null);
        accepted.EnsureSuccessStatusCode();
        await WaitUntilIdleAsync();
    }

    /// <inheritdoc/>
    public override Task<long> DataBytesAsync() => DiskUseAsync(Data);

    /// <inheritdoc/>
    public override Task<byte[]> QueryAsync(RangeQuestion question)
    {
        var path = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"/api/timeseries/{question.Metric}?from={question.From}&to={question.To}&step={question.StepSeconds}&over=last"));
        if (question.Host is { } host) path.Append("&client=").Append(_clientIds[host]);
        if (question.MaximumByHost) path.Append("&agg=max");
        foreach (var (name, value) in question.Labels) path.Append("&label.").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return _api.Http.GetByteArrayAsync(path.ToString());
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> PointsOf(JsonElement answer) =>
    [
        .. answer.GetProperty("series").EnumerateArray()
            .Select(line => line.GetProperty("values").EnumerateArray().Count(value => value.ValueKind == JsonValueKind.Number)),
    ];

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _api.Dispose();
        Process.Dispose();
        return ValueTask.CompletedTask;
    }
}
