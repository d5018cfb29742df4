using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Units;

/// <summary>The section <c>collect.units</c>: units of systemd. Every 60s, at most 10s.</summary>
public sealed record UnitSettings : PacedSection
{
    private const int MostPatterns = 100;

    /// <summary>Sets the defaults.</summary>
    public UnitSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));

    /// <summary>
    /// Units to watch besides failed ones: full names, or patterns for units that systemd has loaded; at most 100.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } =
    [
        "ssh.service", "sshd.service", "docker.service", "containerd.service", "nvidia-persistenced.service", "nvidia-fabricmanager.service",
        "nvidia-dcgm.service", "kubelet.service", "slurmd.service", "vastai*.service", "dcmon-agent.service",
    ];

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (Include.Count > MostPatterns) yield return ("include", $"has more than {MostPatterns} entries; use patterns.");
        if (Include.FirstOrDefault(each => !IsPattern(each)) is { } bad)
            yield return ("include", $"holds '{bad}', which is neither a unit's full name, such as docker.service, nor a pattern.");
    }

    private static bool IsPattern(string text) =>
        text.Length is > 0 and <= 255 && text[0] != '-' && (text.Contains('.') || text.AsSpan().ContainsAny('*', '?'))
        && text.All(each => char.IsAsciiLetterOrDigit(each) || each is ':' or '-' or '_' or '.' or '\\' or '@' or '*' or '?' or '[' or ']');
}
