using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Events;

/// <summary>A process table in the store.</summary>
/// <param name="Time">Time of its report, Unix milliseconds.</param>
/// <param name="Table">The table.</param>
public sealed record StoredProcesses(long Time, ProcessTable Table);
