namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>
/// Keeps one program that fails again and again from filling the events: of one Xid of one card, 10 a minute are
/// published one by one, and the rest of that minute as one event with their number. Not safe for concurrent use.
/// </summary>
internal sealed class XidFlood
{
    private const int MaxPerMinute = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string BusId, int Xid), Burst> _bursts = [];

    /// <summary>True where no burst is open.</summary>
    public bool IsQuiet => _bursts.Count == 0;

    /// <summary>True where the report is published by itself.</summary>
    public bool Admits(XidReport report, TimeSpan now)
    {
        if (!_bursts.TryGetValue((report.BusId, report.Xid), out var burst))
            _bursts.Add((report.BusId, report.Xid), burst = new Burst(now));
        if (burst.Published < MaxPerMinute)
        {
            burst.Published++;
            return true;
        }

        burst.Held.Add(report);
        return false;
    }

    /// <summary>What was held back of bursts whose minute is over, a list a burst.</summary>
    public IEnumerable<List<XidReport>> TakeOver(TimeSpan now)
    {
        foreach (var (key, burst) in _bursts.Where(each => now - each.Value.Start >= Window).ToArray())
        {
            _bursts.Remove(key);
            if (burst.Held.Count > 0) yield return burst.Held;
        }
    }

    private sealed class Burst(TimeSpan start)
    {
        public readonly TimeSpan Start = start;
        public readonly List<XidReport> Held = [];
        public int Published;
    }
}
