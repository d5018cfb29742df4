using Dcmon.Settings;

namespace Dcmon.Agent.Uplink;

/// <summary>The section <c>uplink</c>.</summary>
public sealed record UplinkSettings : SettingsSection
{
    /// <summary>
    /// Servers in order of preference, such as <c>https://monitor.example:8444</c>; none: the one that the agent enrolled with. All must
    /// have certificates of its CA.
    /// </summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>
    /// The HTTP proxy to servers, <c>http://HOST:PORT</c>; <c>none</c>; or <c>environment</c>: that of HTTPS_PROXY but for hosts of
    /// NO_PROXY. A password can stand in the environment only. environment.
    /// </summary>
    public string Proxy { get; init; } = HttpProxy.OfEnvironment;

    /// <summary>The host to reach servers through by SSH, <c>ssh://USER@HOST:PORT</c>; see <c>dcmon-agent tunnel-key</c>. None.</summary>
    public string Tunnel { get; init; } = "";

    /// <summary>How long one request may take; 30s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most reports of the past in one request, 1 to 1000; fewer where the way to the server is slow. 200.</summary>
    public int BackfillBatch { get; init; } = 200;

    /// <summary>Most reports of the past a second; 400.</summary>
    public int BackfillRate { get; init; } = 400;

    /// <summary>First wait after a failure, at most; each further one doubles it. 1s.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after failures; 60s.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often to see whether the machine's facts have changed; 5m.</summary>
    public TimeSpan FactsInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to try to send what is left when the agent stops; 3s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (!Servers.All(IsServer)) yield return ("servers", "must hold addresses such as https://HOST:8444, with nothing behind the port.");
        if (!HttpProxy.IsSetting(Proxy))
            yield return ("proxy", "must be environment, none or http://HOST:PORT; user and password come from the environment, HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.");
        if (Tunnel != "" && SshTarget.TryParse(Tunnel) is null) yield return ("tunnel", "must be ssh://USER@HOST:PORT.");
        if (Tunnel != "" && Proxy is not (HttpProxy.OfEnvironment or HttpProxy.None)) yield return ("proxy", "cannot be used with a tunnel; remove one of the two.");
        if (Timeout <= TimeSpan.Zero) yield return ("timeout", "must be more than 0.");
        if (BackfillBatch is < 1 or > Wire.WireLimits.MaxReportsPerMessage) yield return ("backfill_batch", "must be from 1 to 1000.");
        if (BackfillRate < 1) yield return ("backfill_rate", "must be at least 1.");
        if (BackoffMin <= TimeSpan.Zero || BackoffMax < BackoffMin) yield return ("backoff_max", "must be at least backoff_min, and that more than 0.");
        if (FactsInterval <= TimeSpan.Zero) yield return ("facts_interval", "must be more than 0.");
    }

    private static bool IsServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
        && url is { PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 };
}
