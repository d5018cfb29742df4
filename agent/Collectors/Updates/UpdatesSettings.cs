using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>
/// The section <c>collect.updates</c>. <c>interval</c> is how long at least after one search for updates the next may begin, and none
/// begins unless the package database has changed; 1h. A search may take 2m.
/// </summary>
public sealed record UpdatesSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public UpdatesSettings() => (Interval, Timeout) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(2));
}
