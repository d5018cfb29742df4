using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Simulation.Agents;
using Dcmon.Simulation.RandomWalk;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Peers.Systems;

/// <summary>Sends as the agent does, with its own client: mutual TLS, a connection a host, the schema once.</summary>
internal sealed class DcmonSender(GeneratedHost host, AgentIdentity identity) : HostSender(host)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ReportUplink _uplink = new(identity, Timeout, TimeProvider.System);
    private readonly WireWriter _packed = new();
    private long _sequence;

    /// <inheritdoc/>
    public override async Task SendAsync(SampleBatch batch)
    {
        Host.Fill(batch);
        var reports = new (Report, Schema)[batch.Rows];
        for (var row = 0; row < reports.Length; row++)
        {
            _packed.Clear();
            ValuePacking.Pack(batch.Row(row), _packed);
            reports[row] = (new Report(_sequence++, batch.Times[row], Host.Schema.Hash, _packed.Written.ToArray()), Host.Schema);
        }

        var result = await _uplink.SendAsync(reports, null, CancellationToken.None);
        if (result is not SendResult.Answered(var answer))
            throw new InvalidOperationException($"dcmon did not take a message: {result}");
        foreach (var status in answer.Reports)
            if (status.Outcome != ReportOutcome.Stored)
                throw new InvalidOperationException(
                    $"dcmon did not store report {status.Sequence}: {status.Outcome} {status.Reason}");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _uplink.Dispose();
        identity.Dispose();
    }
}
