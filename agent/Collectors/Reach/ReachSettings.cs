using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>
/// The section <c>collect.reach.NAME</c>: something that this machine should reach over the network. Every 30s;
/// <c>timeout</c> is that of each probe, 5s.
/// </summary>
public sealed record ReachSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public ReachSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

    /// <summary>
    /// What to reach: <c>ping://HOST</c>, <c>tcp://HOST:PORT</c>, or an <c>http</c> or <c>https</c> URL. Required.
    /// </summary>
    public string Target { get; init; } = "";

    /// <summary>Probes per run, 1 to 20. <c>timeout</c> applies to each.</summary>
    public int Probes { get; init; } = 5;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (!ReachTarget.TryParse(Target, out _))
            yield return ("target", "must be ping://HOST, tcp://HOST:PORT, http://… or https://…, without a user.");
        if (Probes is < 1 or > 20) yield return ("probes", "must be from 1 to 20.");
    }
}
