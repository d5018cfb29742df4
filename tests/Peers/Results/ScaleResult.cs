namespace Dcmon.Peers.Results;

/// <summary>
/// Whether more hosts cost more than their share: a small fleet and one of ten times the size, in turn.
/// </summary>
/// <param name="SmallHosts">Hosts of the small fleet.</param>
/// <param name="LargeHosts">Hosts of the large fleet.</param>
/// <param name="Rows">What was compared.</param>
internal sealed record ScaleResult(int SmallHosts, int LargeHosts, IReadOnlyList<ScaleRow> Rows);

/// <summary>A cost of the two fleets.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Small">The small fleet's.</param>
/// <param name="Large">The large fleet's.</param>
/// <param name="Ratio">Large ÷ small, round by round.</param>
internal sealed record ScaleRow(string Title, Spread Small, Spread Large, Spread Ratio);
