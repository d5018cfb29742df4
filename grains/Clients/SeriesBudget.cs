using Dcmon.TimeSeries;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// Bounds what one machine may report within each window of two hours, which is what one block of the store holds: a label with ever new
/// values (request ids, process numbers) would otherwise make every block huge. What the store has of a window counts, so that neither a
/// restart nor reports of other times in between begin it anew.
/// </summary>
/// <param name="limits">What a window may hold.</param>
/// <param name="metrics">Counts what is refused; null: nobody does.</param>
public sealed class SeriesBudget(WindowLimits limits, LimitMetrics? metrics = null)
{
    /// <summary>Length of a window, milliseconds; each is open at its start and closed at its end.</summary>
    public const long Window = 2 * 3_600_000;

    /// <summary>A machine that sends the past beside the present is in two windows at once, seldom in more.</summary>
    private const int MaxWindows = 4;

    private readonly Dictionary<long, WindowUse> _windows = [];
    private readonly WindowLimits _half = limits.Half;

    /// <summary>Begins a message.</summary>
    /// <param name="times">Times of its reports, Unix milliseconds.</param>
    /// <returns>The ends of the windows of which <see cref="Add"/> must be told before the reports are admitted.</returns>
    public IReadOnlyList<long> Begin(IEnumerable<long> times)
    {
        var needed = times.Select(EndOf).ToHashSet();
        foreach (var window in _windows.Keys.Where(window => !needed.Contains(window)).Order().ToList())
            if (_windows.Count > MaxWindows)
                _windows.Remove(window);
        foreach (var use in _windows.Values) use.Begin();
        return [.. needed.Where(window => !_windows.ContainsKey(window))];
    }

    /// <summary>Adds what the store has of a window.</summary>
    /// <param name="end">End of the window, Unix milliseconds.</param>
    /// <param name="stored">What it has.</param>
    public void Add(long end, SpanUse stored) => Of(end).Add(stored);

    /// <summary>Whether a report may be stored; if so, its series count from now on.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="report">The report.</param>
    /// <param name="leavesHalf">Whether half of what the window may hold is left to others.</param>
    /// <returns>What it would exceed, or null.</returns>
    public WindowLimit? Admit(Schema schema, Report report, bool leavesHalf = false)
    {
        var exceeded = Of(EndOf(report.Time)).Admit(schema, report, leavesHalf ? _half : limits);
        if (exceeded is { } limit) metrics?.Refused(limit);
        return exceeded;
    }

    /// <summary>A report was stored that was not there before.</summary>
    public void Stored(Report report) => Of(EndOf(report.Time)).Stored(report);

    private WindowUse Of(long end)
    {
        if (!_windows.TryGetValue(end, out var use)) _windows[end] = use = new WindowUse();
        return use;
    }

    /// <summary>The end of the window that a time is in, Unix milliseconds.</summary>
    public static long EndOf(long time)
    {
        var past = time % Window;
        return past == 0 ? time : time - past + (past > 0 ? Window : 0);
    }
}
