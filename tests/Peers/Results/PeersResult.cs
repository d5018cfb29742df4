using Dcmon.Peers.Runs;

namespace Dcmon.Peers.Results;

/// <summary>All that was measured in one run.</summary>
/// <param name="Systems">By system, see <see cref="SystemNames"/>; systems that were not asked for are missing.</param>
/// <param name="Rollup">dcmon's 90 days; null where it was not measured.</param>
/// <param name="Scale">dcmon's small and large fleet.</param>
internal sealed record PeersResult(
    IReadOnlyDictionary<string, SystemFigures> Systems, QuestionResult? Rollup, IReadOnlyList<ScaleFigures> Scale);

/// <summary>Names of the systems, as in the JSON.</summary>
internal static class SystemNames
{
    /// <summary>dcmon.</summary>
    public const string Dcmon = "dcmon";

    /// <summary>VictoriaMetrics.</summary>
    public const string Victoria = "victoria";

    /// <summary>Prometheus.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>All, in the order of the tables.</summary>
    public static readonly string[] All = [Dcmon, Victoria, Prometheus];
}
