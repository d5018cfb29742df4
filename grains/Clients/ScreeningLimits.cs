namespace Dcmon.Grains.Clients;

/// <summary>What the server takes of one machine at present.</summary>
/// <param name="Now">The server's clock, Unix milliseconds.</param>
/// <param name="SampleRetention">How long samples are kept: reports as old as this are refused.</param>
/// <param name="Series">Bounds the machine's different series.</param>
public sealed record ScreeningLimits(long Now, TimeSpan SampleRetention, SeriesBudget Series);
