using Dcmon.Peers.Runs;

namespace Dcmon.Peers.Results;

/// <summary>What was measured of one system.</summary>
/// <param name="BytesPerSample">Disk space of the load for each of its samples, merged.</param>
/// <param name="LoadSamplesPerCpuSecond">Samples of the load for each CPU second of the server, merging included.</param>
/// <param name="IngestSamplesPerCpuSecond">The same where each request carries one report.</param>
/// <param name="IngestSamplesPerSecond">Samples a second then, on a machine that the senders share.</param>
/// <param name="IngestP99Milliseconds">99 of 100 requests took no longer, at 60 % of that rate.</param>
/// <param name="QueryOne">24 h of one series.</param>
/// <param name="QueryMaximum">24 h of the maximum by host.</param>
/// <param name="PeakResidentMegabytes">Largest resident memory during all of it, 10^6 bytes.</param>
internal sealed record SystemFigures(
    double BytesPerSample, double LoadSamplesPerCpuSecond, double IngestSamplesPerCpuSecond, double IngestSamplesPerSecond,
    double IngestP99Milliseconds, QuestionResult QueryOne, QuestionResult QueryMaximum, double PeakResidentMegabytes);
