namespace Dcmon.Agent.Collectors.Reach;

/// <summary>What should be reached.</summary>
/// <param name="Scheme"><c>ping</c>, <c>tcp</c>, <c>http</c> or <c>https</c>.</param>
/// <param name="Host">Name or address of the host.</param>
/// <param name="Port">The port; not for <c>ping</c>.</param>
/// <param name="Url">The whole.</param>
internal sealed record ReachTarget(string Scheme, string Host, int Port, Uri Url)
{
    /// <summary>Reads a target.</summary>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(string text, out ReachTarget target)
    {
        target = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.DnsSafeHost.Length == 0 || url.UserInfo.Length > 0) return false;
        var isBare = url.PathAndQuery is "/" or "" && url.Fragment.Length == 0;
        var isRight = url.Scheme switch
        {
            "ping" => url.Port < 0 && isBare,
            "tcp" => url.Port > 0 && isBare,
            "http" or "https" => url.Port > 0,
            _ => false,
        };
        if (isRight) target = new ReachTarget(url.Scheme, url.DnsSafeHost, url.Port, url);
        return isRight;
    }

    /// <summary>The probe.</summary>
    public IProbe Probe(TimeProvider time) => Scheme switch
    {
        "ping" => new PingProbe(time),
        "tcp" => new TcpProbe(Port, time),
        _ => new HttpProbe(Url, time),
    };
}
