namespace Dcmon.Agent.Collecting;

/// <summary>
/// The keys of a collector that runs at an interval of its own. A derived section sets the defaults in its constructor.
/// </summary>
public abstract record PacedSection : CollectorSection
{
    /// <summary>How often the collector runs, 1s to 1d.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long one run may take, at most 1h.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Interval and timeout.</summary>
    internal Pace Pace => new(Interval, Timeout);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(1)) yield return ("interval", "must be from 1s to 1d.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1)) yield return ("timeout", "must be more than 0 and at most 1h.");
    }
}
