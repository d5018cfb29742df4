using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.States;

/// <summary>Asks for spans of equal value.</summary>
/// <param name="Selector">Which series.</param>
/// <param name="From">Start, Unix milliseconds.</param>
/// <param name="To">End, inclusive, Unix milliseconds.</param>
public sealed record StateQuery(SeriesSelector Selector, long From, long To)
{
    /// <summary>Series that one answer may hold.</summary>
    public const int MaxLines = 500;

    /// <summary>Spans that one answer may hold, over all its series.</summary>
    public const int MaxSpans = 20_000;

    /// <summary>A part of the whole so small is too narrow to be seen.</summary>
    private const int Parts = 2_000;

    /// <summary>The coarsest tier that loses the time of a change by no more than a part too narrow to be seen.</summary>
    public Tier Resolution => ((To - From) / Parts) switch
    {
        var part when part >= Tier.OneHour.Width() => Tier.OneHour,
        var part when part >= Tier.FiveMinutes.Width() => Tier.FiveMinutes,
        _ => Tier.Raw,
    };
}

/// <summary>The spans of a series.</summary>
/// <param name="Client">Whose series.</param>
/// <param name="Series">Which.</param>
/// <param name="Spans">Its spans, in order of time.</param>
public sealed record StateLine(string Client, Series Series, IReadOnlyList<StateSpan> Spans);
