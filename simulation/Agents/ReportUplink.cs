using Dcmon.Agent.Identity;
using Dcmon.Agent.Uplink;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Agents;

/// <summary>
/// One agent's connection to the gateway. It sends with the reports what the server does not know yet: their schemas,
/// and facts after a change of the boot. One message at a time.
/// </summary>
/// <param name="identity">Who the agent is; must live as long as the uplink.</param>
/// <param name="timeout">For each request.</param>
/// <param name="time">Measures the timeout.</param>
public sealed class ReportUplink(AgentIdentity identity, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly GatewayClient _client = new(identity, timeout, time);
    private readonly HashSet<SchemaHash> _knownSchemas = [];
    private string? _knownBoot;
    private bool _knowsFacts;

    /// <summary>Sends reports.</summary>
    /// <param name="reports">The reports, each with its schema.</param>
    /// <param name="facts">What the machine is; null: nothing is said about it.</param>
    /// <param name="stop">Cancels the request.</param>
    public async Task<SendResult> SendAsync(
        IReadOnlyList<(Report Report, Schema Schema)> reports, MachineFacts? facts, CancellationToken stop)
    {
        Schema[] schemas = [.. reports.Select(each => each.Schema).Where(each => !_knownSchemas.Contains(each.Hash))
            .DistinctBy(each => each.Hash)];
        var isKnown = _knowsFacts && facts?.BootId == _knownBoot;
        var message = new ReportMessage(schemas, isKnown ? null : facts, [.. reports.Select(each => each.Report)]);
        var result = await _client.SendAsync(message, stop);
        if (result is SendResult.Answered(var answer) && answer.Reports.All(each => each.Outcome != ReportOutcome.UnknownSchema))
        {
            _knownSchemas.UnionWith(schemas.Select(each => each.Hash));
            if (facts is not null) (_knownBoot, _knowsFacts) = (facts.BootId, true);
        }
        else
        {
            // The next server process may not know what this one was sent.
            _knownSchemas.Clear();
            _knowsFacts = false;
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
