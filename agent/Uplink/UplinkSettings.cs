using Dcmon.Settings;

namespace Dcmon.Agent.Uplink;

/// <summary>The section <c>uplink</c>.</summary>
public sealed record UplinkSettings : SettingsSection
{
    /// <summary>
    /// Servers in order of preference, such as <c>https://monitor.example:8444</c>; all must have certificates of the
    /// CA that the agent enrolled with. Empty: the server of the enrolment.
    /// </summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>
    /// HTTP proxy: <c>http://HOST:PORT</c>, <c>none</c>, or <c>environment</c> (HTTPS_PROXY or ALL_PROXY, except for
    /// hosts of NO_PROXY). User and password can be given in the environment only.
    /// </summary>
    public string Proxy { get; init; } = HttpProxy.OfEnvironment;

    /// <summary>
    /// Host through which servers are reached by SSH, <c>ssh://USER@HOST:PORT</c>; see <c>dcmon-agent tunnel-key</c>.
    /// Empty: none.
    /// </summary>
    public string Tunnel { get; init; } = "";

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most older reports in one request, 1 to 1000; fewer if the connection is slow.</summary>
    public int BackfillBatch { get; init; } = 200;

    /// <summary>Most older reports per second.</summary>
    public int BackfillRate { get; init; } = 400;

    /// <summary>Longest wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after any failure; at least <see cref="BackoffMin"/>.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the machine's facts (hardware, operating system) are checked for changes.</summary>
    public TimeSpan FactsInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the agent tries to send remaining reports when it stops.</summary>
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
