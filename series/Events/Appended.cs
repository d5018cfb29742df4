using Dcmon.Queries;

namespace Dcmon.TimeSeries.Events;

/// <summary>What became of an append.</summary>
/// <param name="Reports">For each report, true where it was stored, false where it had been stored before.</param>
/// <param name="Events">The events that came with them and were not known before.</param>
public readonly record struct Appended(bool[] Reports, IReadOnlyList<ClientEvent> Events);
