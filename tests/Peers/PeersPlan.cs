namespace Dcmon.Peers;

/// <summary>How much is measured.</summary>
/// <param name="LoadHosts">Hosts of the first load, and of the questions.</param>
/// <param name="LoadHours">Time that the first load covers.</param>
/// <param name="IngestHosts">Hosts that then report at once, one report a request.</param>
/// <param name="IngestRequests">Requests of theirs in all.</param>
/// <param name="InFlight">Requests under way at the same time.</param>
/// <param name="PacedSeconds">How long the run at a fixed rate lasts.</param>
/// <param name="Questions">How often each question is asked.</param>
/// <param name="SlimDays">Time that the roll-ups' fleet covers, a report each 5 minutes.</param>
/// <param name="ScaleHosts">The smaller fleet of the comparison of sizes; the larger one has ten times as many hosts.</param>
/// <param name="ScaleRequests">Requests of each of these two fleets.</param>
internal sealed record PeersPlan(
    int LoadHosts, int LoadHours, int IngestHosts, int IngestRequests, int InFlight, int PacedSeconds, int Questions, int SlimDays,
    int ScaleHosts, int ScaleRequests)
{
    /// <summary>The measurement.</summary>
    public static readonly PeersPlan Full = new(
        LoadHosts: 20, LoadHours: 24, IngestHosts: 100, IngestRequests: 24_000, InFlight: 64, PacedSeconds: 12, Questions: 40, SlimDays: 90,
        ScaleHosts: 10, ScaleRequests: 10_000);

    /// <summary>Shows within a minute that everything works; its figures mean nothing.</summary>
    public static readonly PeersPlan Quick = new(
        LoadHosts: 2, LoadHours: 1, IngestHosts: 4, IngestRequests: 200, InFlight: 4, PacedSeconds: 1, Questions: 3, SlimDays: 2,
        ScaleHosts: 1, ScaleRequests: 100);
}
