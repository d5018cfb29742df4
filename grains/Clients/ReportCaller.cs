namespace Dcmon.Grains.Clients;

/// <summary>Who sends a message, by the credential that it came with.</summary>
/// <param name="Source">Number of the source, see <see cref="TimeSeries.ReportSource"/>.</param>
/// <param name="Program">The program's name; null: the agent.</param>
/// <param name="Certificate">Serial number of the certificate, hexadecimal; null: it was not looked at, or it is none.</param>
/// <param name="Token">Id of the program's token; null: it is none.</param>
public readonly record struct ReportCaller(int Source, string? Program = null, string? Certificate = null, string? Token = null);
