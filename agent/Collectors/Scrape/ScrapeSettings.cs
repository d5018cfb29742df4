using System.Net;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Prometheus;
using Dcmon.Wire;

namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>
/// The section <c>collect.scrape.NAME</c>: a program that offers metrics in Prometheus' text format. Every 30s, at most
/// 10s.
/// </summary>
public sealed record ScrapeSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public ScrapeSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10));

    /// <summary>
    /// The <c>http</c> or <c>https</c> URL of the metrics, such as <c>http://127.0.0.1:9100/metrics</c>. Required.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>Unix socket to connect to instead of the URL's host; an absolute path. Empty: none.</summary>
    public string Socket { get; init; } = "";

    /// <summary>
    /// Patterns of series to keep, such as <c>node_load*</c> or <c>node_cpu_*{mode="idle"}</c>. Empty: all.
    /// </summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Patterns of series to drop, also of those to keep.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Prefix for the name of each metric.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether the target may be another machine.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>
    /// PEM file with the certificates to trust; an absolute path. Empty: those that this machine trusts.
    /// </summary>
    public string CaFile { get; init; } = "";

    /// <summary>
    /// File whose first line is sent as a bearer token; must not be readable by everybody. An absolute path. Empty:
    /// none.
    /// </summary>
    public string BearerFile { get; init; } = "";

    /// <summary>Most series of the target, 1 to 5000.</summary>
    public int MaxSeries { get; init; } = 1_000;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (UrlProblem() is { } wrong) yield return ("url", wrong);
        if (Socket.Length > 0 && !Path.IsPathFullyQualified(Socket)) yield return ("socket", "must be the absolute path of a unix socket.");
        foreach (var problem in PatternProblems("keep", Keep).Concat(PatternProblems("drop", Drop))) yield return problem;
        if (Prefix.Length > 0 && !Names.IsMetric(Prefix)) yield return ("prefix", "must be the beginning of a name: letters, digits and _, no digit first.");
        if (CaFile.Length > 0 && !Path.IsPathFullyQualified(CaFile)) yield return ("ca_file", "must be the absolute path of a PEM file.");
        if (BearerFile.Length > 0 && !Path.IsPathFullyQualified(BearerFile)) yield return ("bearer_file", "must be the absolute path of a file with the token.");
        if (BearerFile.Length > 0 && AllowRemote && Url?.Scheme == "http") yield return ("bearer_file", "needs https, or the network can read the token.");
        if (MaxSeries is < 1 or > WireLimits.MaxSeriesPerSchema) yield return ("max_series", $"must be from 1 to {WireLimits.MaxSeriesPerSchema}.");
    }

    private string? UrlProblem()
    {
        if (Url is not { Scheme: "http" or "https" }) return "must be the URL of metrics such as http://127.0.0.1:9100/metrics.";
        if (Url.UserInfo.Length > 0) return "must not hold a password: everybody who can read the settings could read it.";
        return !AllowRemote && Socket.Length == 0 && IPAddress.TryParse(Url.DnsSafeHost, out var address) && !IPAddress.IsLoopback(address)
            ? $"is at {address}, which is not this machine's loopback; set allow_remote: true to scrape it."
            : null;
    }

    private static IEnumerable<(string Key, string Problem)> PatternProblems(string key, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
            if (SeriesPattern.ProblemOf(pattern) is { } problem)
                yield return (key, $"has '{pattern}', which is no pattern: {problem}.");
    }
}
