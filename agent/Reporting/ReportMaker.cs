using Dcmon.Agent.Collecting;
using Dcmon.Agent.Spool;
using Dcmon.Wire.Packing;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// Makes one report: collects, arranges, packs, adds what happened meanwhile, and hands it to the spool. Used by the
/// report loop alone.
/// </summary>
internal sealed partial class ReportMaker(
    CollectorSet collectors, ExtrasMaker extras, ReportSpool spool, EventReceipts receipts, TimeSpan collectorTimeout, TimeProvider time,
    ILogger<ReportMaker> logger)
{
    private readonly SampleSet _samples = new();
    private readonly ReportSchema _schema = new(time);
    private readonly WireWriter _packed = new();
    private int _leftOut;

    /// <summary>Makes a report of this instant.</summary>
    /// <param name="interval">Until the next one: no collector is waited for longer than 8/10 of it.</param>
    public async Task<SpooledReport> MakeAsync(TimeSpan interval)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var limit = interval * 0.8;
        await collectors.CollectAsync(_samples, collectorTimeout < limit ? collectorTimeout : limit);

        _packed.Clear();
        ValuePacking.Pack(_schema.Arrange(_samples), _packed);
        if (_schema.LeftOut > _leftOut) TooManySeries(_schema.LeftOut, _samples.Count);
        _leftOut = _schema.LeftOut;
        var report = spool.Append(now, _schema.Current, _packed.Written.ToArray(), extras.Take(out var events));
        receipts.Add(report.Report.Sequence, events);
        receipts.ConfirmStored();
        return report;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} of {All} series are left out: a report has no room for them, or their labels are too long. Exclude devices in the settings.")]
    private partial void TooManySeries(int count, int all);
}
