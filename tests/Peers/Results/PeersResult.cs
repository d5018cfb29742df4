using Dcmon.Peers.Runs;

namespace Dcmon.Peers.Results;

/// <summary>All that was measured in one run.</summary>
/// <param name="Systems">Every system's figures.</param>
/// <param name="Rollup">dcmon over months; null where it was not measured.</param>
/// <param name="Scale">dcmon's small and large fleet; null where they were not measured.</param>
internal sealed record PeersResult(Measurements Systems, RollupResult? Rollup, ScaleResult? Scale);

/// <summary>A question over a long time.</summary>
/// <param name="Days">The time.</param>
/// <param name="Question">How long the answers took.</param>
internal sealed record RollupResult(int Days, QuestionResult Question);

/// <summary>Names of the systems, as in the JSON.</summary>
internal static class SystemNames
{
    public const string Dcmon = "dcmon", Victoria = "victoria", Prometheus = "prometheus";

    /// <summary>All, in the order of the tables.</summary>
    public static readonly string[] All = [Dcmon, Victoria, Prometheus];

    /// <summary>Those that dcmon is compared with.</summary>
    public static readonly string[] Peers = [Victoria, Prometheus];
}
