using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Events;

/// <summary>Which events to list, newest first.</summary>
/// <param name="From">No older ones; Unix milliseconds.</param>
/// <param name="To">Only ones before this time; Unix milliseconds.</param>
/// <param name="Limit">No more than so many.</param>
public sealed record EventQuery(long From, long To, int Limit)
{
    /// <summary>Of this client; null for all.</summary>
    public string? Client { get; init; }

    /// <summary>Of these kinds; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>At least so bad.</summary>
    public EventSeverity MinSeverity { get; init; }

    /// <summary>Only those that come after this one in the list, which are older; null from the newest on.</summary>
    public EventPlace? Before { get; init; }
}
