namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>
/// Makes one of two: NVML and the kernel's log both report an Xid, within moments. The line of the log says more, so a
/// report of NVML waits for it for 2 s; whichever comes later, up to 10 s, is dropped. Each pairs with one of the other
/// source, so that two of a kind stay two. Not safe for concurrent use.
/// </summary>
internal sealed class XidPairing
{
    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(2), Window = TimeSpan.FromSeconds(10);

    private readonly List<(XidReport Report, TimeSpan At)> _waiting = [];
    private readonly List<(XidReport Report, TimeSpan At)> _unpaired = [];

    /// <summary>Takes a report.</summary>
    /// <returns>The report where it counts now; null where it waits or was counted before.</returns>
    public XidReport? Take(XidReport report, TimeSpan now)
    {
        var isKernels = report.Line is not null;
        _unpaired.RemoveAll(each => now - each.At > Window);
        var twin = _unpaired.FindIndex(each => IsTwin(each.Report, report));
        if (twin >= 0)
        {
            _unpaired.RemoveAt(twin);
            return null;
        }

        if (!isKernels)
        {
            _waiting.Add((report, now));
            return null;
        }

        var waiting = _waiting.FindIndex(each => IsTwin(each.Report, report));
        if (waiting >= 0) _waiting.RemoveAt(waiting);
        else _unpaired.Add((report, now));
        return report;
    }

    /// <summary>The next report of NVML that has waited long enough, or null.</summary>
    public XidReport? TakeOverdue(TimeSpan now)
    {
        if (_waiting.Count == 0 || now - _waiting[0].At < RetryLater) return null;
        var (report, _) = _waiting[0];
        _waiting.RemoveAt(0);
        _unpaired.Add((report, now));
        return report;
    }

    private static bool IsTwin(XidReport one, XidReport other) =>
        one.Line is null != other.Line is null && one.Xid == other.Xid && one.BusId == other.BusId;
}
