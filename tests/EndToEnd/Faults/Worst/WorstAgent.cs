using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Faults.Worst;

/// <summary>
/// A client that sends as much of what costs a server most as its connection takes: many reports, wide ones, new schemas, events, late
/// reports, changing facts, samples, and bytes that are none of these.
/// </summary>
internal sealed class WorstAgent(RawAgent agent) : IDisposable
{
    private const int Wide = 5_000;

    private static readonly Schema Narrow = Schema.Of([Reports.Gauge("load1")]);

    private long _sequence;
    private int _schemas;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How much it has sent.</summary>
    public int Messages { get; private set; }

    /// <summary>Enrols it.</summary>
    public static async Task<WorstAgent> EnrollAsync(ServerProcess server) => new(await RawAgent.EnrollAsync(server));

    /// <summary>Goes on until it is stopped. What is refused is sent again in another form.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Func<Task>[] attacks = [ManyReports, WideReport, Events, Late, Facts, Samples, Garbage];
        while (!stop.IsCancellationRequested)
            foreach (var attack in attacks)
            {
                if (stop.IsCancellationRequested) return;
                await attack();
                Messages++;
            }
    }

    /// <inheritdoc/>
    public void Dispose() => agent.Dispose();

    private Task ManyReports() =>
        SendAsync([Narrow], null, [.. Enumerable.Range(0, 2_000).Select(i => Narrow.Report(++_sequence, Now - 600_000 + i, i))]);

    private Task WideReport()
    {
        var schema = Schema.Of(Enumerable.Range(0, Wide).Select(i => Reports.Gauge("wide", $"n={_schemas}.{i}")));
        _schemas++;
        return SendAsync([schema], null, [schema.Report(++_sequence, Now, [.. Enumerable.Range(0, Wide).Select(i => i * 1.1)])]);
    }

    private Task Events()
    {
        var events = Enumerable.Range(0, 200).Select(i => new MachineEvent(Now, "hostile", EventSeverity.Error, new string('x', 1_000)) { Key = $"{_sequence}/{i}" });
        var report = Narrow.Report(++_sequence, Now, 1) with { Extras = new ReportExtras([.. events], null).Encoded() };
        return SendAsync([Narrow], null, [report]);
    }

    private Task Late() => SendAsync([Narrow], null, [Narrow.Report(++_sequence, Now - 3_600_000 - _sequence, 1)]);

    private Task Facts() => SendAsync([], new MachineFacts($"host-{_sequence}") { Kernel = new string('k', 200) }, []);

    private Task Samples() => agent.PostSamplesAsync(
        "[" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $$$"""{"timestamp":{{{Now - i % 500}}},"metric_name":"hostile","value":{{{i}}},"labels":{"i":"{{{i % 700}}}"}}""")) + "]");

    private async Task Garbage()
    {
        var bytes = new byte[100_000];
        Random.Shared.NextBytes(bytes);
        await agent.PostAsync(bytes);
        await agent.PostAsync(RawAgent.Compress(new MemoryStream(new byte[64 << 20]), "gzip"), "gzip");
    }

    private Task SendAsync(IReadOnlyList<Schema> schemas, MachineFacts? facts, Report[] reports)
    {
        var writer = new WireWriter();
        ReportMessageFormat.Write(new ReportMessage(schemas, facts, reports), writer);
        return agent.PostAsync(writer.Written.ToArray());
    }
}
