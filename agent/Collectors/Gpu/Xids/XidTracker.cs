using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Events;
using Dcmon.Agent.Kernel;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>
/// Collects Xids from NVML and from the kernel's log, and makes counters and events of them. Safe for concurrent use.
/// </summary>
internal sealed class XidTracker(EventPublisher events, TimeProvider time)
{
    /// <summary>Lines of the log register cards, too: their number must be bounded.</summary>
    private const int MaxCards = 256;

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly XidPairing _pairing = new();
    private readonly XidFlood _flood = new();
    private readonly XidCounters _counters = new();
    private readonly Dictionary<string, IReadOnlyList<Label>> _cards = [];

    /// <summary>Registers a card, so that its Xids get its labels.</summary>
    public void Register(GpuDescription card)
    {
        lock (_lock) _cards[card.Place] = GpuSubject.Of(card);
    }

    /// <summary>Adds a line of the kernel's log; any other than the driver's is passed over.</summary>
    public void AddKernelLine(ReadOnlySpan<char> line, DateTimeOffset at, KernelLogPosition place)
    {
        if (XidLine.ParseIdentity(line) is (var busId, var uuid))
        {
            lock (_lock)
                if (_cards.Count < MaxCards)
                    _cards.TryAdd(busId, [new Label("bus", busId), new Label("uuid", uuid)]);
            return;
        }

        if (XidLine.Parse(line) is not { } xid) return;
        place.Hold();
        Add(new XidReport(at, xid.BusId, xid.Xid, xid, place));
    }

    /// <summary>Adds an Xid that NVML reported.</summary>
    public void AddNvml(string busId, int xid) => Add(new XidReport(time.GetUtcNow(), busId, xid, null, null));

    /// <summary>Publishes what has waited long enough. Called about once a second.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            while (_pairing.TakeOverdue(now) is { } report) Publish(report, now);
            if (_flood.IsQuiet) return;
            foreach (var held in _flood.TakeOver(now))
                events.Publish(EventOf(held[^1], held.Count), () => held.ForEach(each => each.Place?.Done()));
        }
    }

    /// <summary>Adds the counters.</summary>
    public void AddTo(SampleSet samples) => _counters.AddTo(samples);

    private void Add(XidReport report)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            if (_pairing.Take(report, now) is { } counted) Publish(counted, now);
            else report.Place?.Done(); // NVML reported it before.
        }
    }

    private void Publish(XidReport report, TimeSpan now)
    {
        _counters.Count(report.BusId, report.Xid, SubjectOf(report));
        if (_flood.Admits(report, now)) events.Publish(EventOf(report), () => report.Place?.Done());
    }

    private IReadOnlyList<Label> SubjectOf(XidReport report) =>
        _cards.TryGetValue(report.BusId, out var labels) ? labels : [new Label("bus", report.BusId)];

    private MachineEvent EventOf(XidReport report, int held = 0)
    {
        var meaning = XidTable.Find(report.Xid).With(report.Line?.Text);
        var message = held > 0
            ? $"Xid {report.Xid}, {meaning.Text}: {held} more within a minute"
            : $"Xid {report.Xid}, {meaning.Text}; {meaning.Action.Text()}";
        List<Label> details = [new("xid", report.Xid.ToString()), new("meaning", meaning.Text), new("action", meaning.Action.Name()), new("bus", report.BusId)];
        if (held > 0) details.Add(new("count", held.ToString()));
        if (report.Line is { } line)
        {
            if (line.Pid is { } pid) details.Add(new("pid", pid.ToString()));
            if (line.Process is { Length: > 0 } process) details.Add(new("process", process));
            if (line.Text.Length > 0) details.Add(new("raw", line.Text));
        }

        return new MachineEvent(report.Time.ToUnixTimeMilliseconds(), EventKinds.GpuXid, meaning.Severity, message)
        {
            Key = report.Place?.Key ?? "",
            Subject = SubjectOf(report),
            Details = details,
        };
    }
}
