namespace Dcmon.EndToEnd.Stored;

/// <summary>A report as it lies in the server's database.</summary>
/// <param name="Row">Grows with each report stored.</param>
/// <param name="Client">Client id.</param>
/// <param name="Sequence">The report's number.</param>
/// <param name="Time">Unix milliseconds.</param>
internal sealed record StoredReport(long Row, string Client, long Sequence, long Time);
