namespace Dcmon.Wire.Reports;

/// <summary>
/// One request of an agent to the gateway: any schemas that the gateway may not know, any facts that changed, and
/// reports in any order. <see cref="ReportMessageFormat"/> says how it is written.
/// </summary>
/// <param name="Schemas">Schemas, each at most once.</param>
/// <param name="Facts">The machine's facts, or null where they are as before.</param>
/// <param name="Reports">The reports.</param>
public sealed record ReportMessage(IReadOnlyList<Schema> Schemas, MachineFacts? Facts, IReadOnlyList<Report> Reports);
