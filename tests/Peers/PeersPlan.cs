namespace Dcmon.Peers;

/// <summary>How much is measured.</summary>
/// <param name="LoadRounds">Rounds of the load.</param>
/// <param name="LoadHours">Time that each of them covers.</param>
/// <param name="LoadHosts">Hosts of the load, and of the questions.</param>
/// <param name="Rounds">Rounds of the questions, and of the reports one a request.</param>
/// <param name="Questions">How often each question is asked in a round.</param>
/// <param name="IngestHosts">Hosts that report one report a request.</param>
/// <param name="WarmUpRequests">Requests of theirs before the first round.</param>
/// <param name="IngestRequests">Requests in each round.</param>
/// <param name="InFlight">Requests under way at the same time.</param>
/// <param name="PacedSeconds">How long a round's part at a fixed rate lasts.</param>
/// <param name="SlimDays">Time that the roll-ups' fleet covers, a report each 5 minutes.</param>
/// <param name="SlimQuestions">How often its question is asked.</param>
/// <param name="ScaleRounds">Rounds of the comparison of sizes.</param>
/// <param name="ScaleHosts">Its smaller fleet; the larger one has ten times as many hosts.</param>
/// <param name="ScaleRequests">Requests of each of these two fleets in a round.</param>
internal sealed record PeersPlan(
    int LoadRounds, int LoadHours, int LoadHosts, int Rounds, int Questions, int IngestHosts, int WarmUpRequests,
    int IngestRequests,
    int InFlight, int PacedSeconds, int SlimDays, int SlimQuestions, int ScaleRounds, int ScaleHosts, int ScaleRequests)
{
    /// <summary>The measurement: about 20 minutes on 2 cores.</summary>
    public static readonly PeersPlan Full = new(
        LoadRounds: 6, LoadHours: 4, LoadHosts: 20, Rounds: 7, Questions: 40, IngestHosts: 100, WarmUpRequests: 12_000,
        IngestRequests: 8_000, InFlight: 64, PacedSeconds: 4, SlimDays: 90, SlimQuestions: 40, ScaleRounds: 5,
        ScaleHosts: 10,
        ScaleRequests: 5_000);

    /// <summary>Within 5 minutes: says how far off something is, not how good it is.</summary>
    public static readonly PeersPlan Quick = new(
        LoadRounds: 2, LoadHours: 2, LoadHosts: 10, Rounds: 3, Questions: 20, IngestHosts: 50, WarmUpRequests: 4_000,
        IngestRequests: 4_000, InFlight: 32, PacedSeconds: 2, SlimDays: 10, SlimQuestions: 10, ScaleRounds: 2,
        ScaleHosts: 3,
        ScaleRequests: 2_000);
}
