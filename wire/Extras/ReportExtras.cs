namespace Dcmon.Wire.Extras;

/// <summary>What a report carries beside its values.</summary>
/// <param name="Events">What happened, in the order in which sources reported it.</param>
/// <param name="Processes">Who used the machine; null where the report says nothing of it.</param>
public sealed record ReportExtras(IReadOnlyList<MachineEvent> Events, ProcessTable? Processes);
