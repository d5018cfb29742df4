using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>Decides which block answers for which stretch of time, so that each moment is read once.</summary>
internal sealed class ScanPlan
{
    private readonly List<Segment> _segments = [];

    private ScanPlan()
    {
    }

    /// <summary>Makes the plan of a scan of (after, until], in order of time.</summary>
    /// <param name="after">Unix milliseconds.</param>
    /// <param name="until">Unix milliseconds.</param>
    /// <param name="wish">
    /// The coarsest tier that the query can use; finer ones stand in for it, and coarser ones where nothing else is left.
    /// </param>
    /// <param name="blocks">The blocks of a tier that overlap a span, in order of time; called only for what is not covered yet.</param>
    /// <param name="logged">
    /// The stretches of time in which reports are still in the log, whole buckets of the tier, in order of time.
    /// </param>
    public static IReadOnlyList<Segment> Make(
        long after, long until, Tier wish, Func<Tier, long, long, IReadOnlyList<BlockRow>> blocks,
        IReadOnlyList<(long After, long Until)> logged)
    {
        var plan = new ScanPlan();
        // What is in the log is in no roll-up yet, even where there is one for its time: such buckets are read raw. Others beside them
        // are not: their samples may have expired.
        foreach (var (from, to) in Logged())
            foreach (var block in blocks(Tier.Raw, from, to))
                plan.Cover(new Segment(Math.Max(from, block.Start), Math.Min(to, block.Stop), block, WithLog: true));
        // Where only roll-ups are left, a report that comes late does not stand for all the others that they know.
        if (wish == Tier.Raw) CoverLog();
        foreach (var tier in Preference(wish))
            foreach (var (from, to) in plan.Gaps(after, until))
                foreach (var block in blocks(tier, from, to))
                    plan.Cover(new Segment(Math.Max(from, block.Start), Math.Min(to, block.Stop), block, WithLog: false));
        CoverLog();
        return plan._segments;

        IEnumerable<(long From, long To)> Logged() => logged.Select(each => (Math.Max(after, each.After), Math.Min(until, each.Until)));

        void CoverLog()
        {
            foreach (var (from, to) in Logged())
                plan.Cover(new Segment(from, to, null, WithLog: true));
        }
    }

    private static Tier[] Preference(Tier wish) => wish switch
    {
        Tier.Raw => [Tier.Raw, Tier.FiveMinutes, Tier.OneHour],
        Tier.FiveMinutes => [Tier.FiveMinutes, Tier.Raw, Tier.OneHour],
        _ => [Tier.OneHour, Tier.FiveMinutes, Tier.Raw],
    };

    /// <summary>What nothing covers yet.</summary>
    private List<(long After, long Until)> Gaps(long after, long until)
    {
        var gaps = new List<(long, long)>();
        foreach (var segment in _segments)
        {
            if (after < segment.After) gaps.Add((after, segment.After));
            after = segment.Until;
        }

        if (after < until) gaps.Add((after, until));
        return gaps;
    }

    /// <summary>Takes what nothing covers yet of a segment.</summary>
    private void Cover(Segment wanted)
    {
        var at = 0;
        while (at < _segments.Count && _segments[at].Until <= wanted.After) at++;
        for (; wanted.After < wanted.Until; at++)
        {
            var free = at < _segments.Count ? Math.Min(_segments[at].After, wanted.Until) : wanted.Until;
            if (wanted.After < free) _segments.Insert(at++, wanted with { Until = free });
            if (at >= _segments.Count) return;
            wanted = wanted with { After = Math.Max(wanted.After, _segments[at].Until) };
        }
    }
}

/// <summary>A stretch of time and what answers for it.</summary>
/// <param name="After">Unix milliseconds; after &lt; time ≤ until.</param>
/// <param name="Until">Unix milliseconds.</param>
/// <param name="Block">The block, or null where there is none.</param>
/// <param name="WithLog">Whether reports in the log belong to it as well.</param>
internal readonly record struct Segment(long After, long Until, BlockRow? Block, bool WithLog);
