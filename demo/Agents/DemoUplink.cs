using Dcmon.Agent.Uplink;
using Dcmon.Wire.Reports;

namespace Dcmon.Demo.Agents;

/// <summary>Sends reports with what the server does not know yet: their schemas, and facts that changed.</summary>
internal sealed class DemoUplink(GatewayClient client) : IDisposable
{
    private readonly HashSet<SchemaHash> _known = [];
    private string? _boot;

    /// <summary>What the server said last of how often it wants reports.</summary>
    public TimeSpan Interval { get; private set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends reports.</summary>
    /// <returns>Null where the server has taken all of them, or why not.</returns>
    public async Task<string?> SendAsync(IReadOnlyList<(Report Report, Schema Schema)> reports, MachineFacts facts, CancellationToken stop)
    {
        var schemas = reports.Select(each => each.Schema).DistinctBy(each => each.Hash).Where(each => !_known.Contains(each.Hash)).ToArray();
        var message = new ReportMessage(schemas, facts.BootId == _boot ? null : facts, [.. reports.Select(each => each.Report)]);
        var result = await client.SendAsync(message, stop);
        var problem = result is SendResult.Answered(var answer) ? ProblemOf(answer) : result.ToString();
        _boot = problem is null ? facts.BootId : null;
        if (problem is null) _known.UnionWith(reports.Select(each => each.Schema.Hash));
        // Another server process may not know what this one was told.
        else _known.Clear();
        return problem;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private string? ProblemOf(ReportAnswer answer)
    {
        if (answer.IntervalMilliseconds > 0) Interval = TimeSpan.FromMilliseconds(answer.IntervalMilliseconds);
        return answer.Reports.FirstOrDefault(each => each.Outcome is not (ReportOutcome.Stored or ReportOutcome.Duplicate)) is { } bad
            ? $"{bad.Outcome}: {bad.Reason}"
            : null;
    }
}
