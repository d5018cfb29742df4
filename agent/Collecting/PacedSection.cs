namespace Dcmon.Agent.Collecting;

/// <summary>What the section of a collector with a pace of its own has. A derived section says its defaults in its constructor.</summary>
public abstract record PacedSection : CollectorSection
{
    /// <summary>How often it runs, 1s to 1d.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long a run may take, at most 1h.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Both.</summary>
    internal Pace Pace => new(Interval, Timeout);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(1)) yield return ("interval", "must be from 1s to 1d.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1)) yield return ("timeout", "must be more than 0 and at most 1h.");
    }
}
