using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Browser;

/// <summary>A machine whose every word the test chooses, on the agents' protocol.</summary>
internal sealed class ReportingMachine : IDisposable
{
    private readonly GatewayClient _client;
    private long _sequence;

    private ReportingMachine(GatewayClient client) => _client = client;

    /// <summary>Its client id.</summary>
    public string Id => _client.Identity.ClientId;

    /// <summary>Lets a machine in.</summary>
    public static async Task<ReportingMachine> EnrollAsync(ServerProcess server, string name = "host", params string[] tags)
    {
        var url = await server.Api.CreateEnrollmentUrlAsync(1, tags);
        var timeout = TimeSpan.FromSeconds(30);
        return new ReportingMachine(
            new GatewayClient(await Enroller.EnrollAsync(url, name, timeout, TimeProvider.System, default), timeout, TimeProvider.System));
    }

    /// <summary>Reports now.</summary>
    public async Task ReportAsync(Schema schema, double[] values, MachineFacts? facts = null, params MachineEvent[] events)
    {
        var report = schema.Report(_sequence++, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), values);
        if (events.Length > 0)
        {
            var processes = new ProcessTable([new ProcessEntry(1, events[0].Message[..Math.Min(200, events[0].Message.Length)])]);
            report = report with { Extras = new ReportExtras(events, processes).Encoded() };
        }

        var result = await _client.SendAsync(new ReportMessage([schema], facts, [report]), default);
        var status = Assert.IsType<SendResult.Answered>(result).Answer.Reports.Single();
        Assert.True(status.Outcome == ReportOutcome.Stored, status.Reason);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
