namespace Dcmon.Peers;

/// <summary>What the command line says.</summary>
/// <param name="Systems">Systems to measure, in this order.</param>
/// <param name="Programs">Path of each system's program.</param>
/// <param name="Plan">How much.</param>
/// <param name="IngestAlone">Measures nothing but ingest with one report a request, for work on that.</param>
/// <param name="Work">Directory for the servers' data; not removed.</param>
/// <param name="Json">Where to write the results for programs; null: nowhere.</param>
/// <param name="Page">Where to write the page; null: nowhere.</param>
/// <param name="Versions">A line that says which programs these are.</param>
internal sealed record PeersOptions(
    IReadOnlyList<string> Systems, IReadOnlyDictionary<string, string> Programs, PeersPlan Plan, bool IngestAlone,
    string Work,
    string? Json, string? Page, string Versions);
