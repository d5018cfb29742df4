namespace Dcmon.Peers.Results;

/// <summary>What a fleet of some size costs.</summary>
/// <param name="Hosts">Its size.</param>
/// <param name="CpuMicrosecondsPerSample">CPU time of the server for each sample, a report a request.</param>
/// <param name="QueryMillisecondsPerSeries">Time of a question for each series that it reads.</param>
internal sealed record ScaleFigures(int Hosts, double CpuMicrosecondsPerSample, double QueryMillisecondsPerSeries);
