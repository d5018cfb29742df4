using Dcmon.Load.Results;

namespace Dcmon.Load.Measurements;

/// <summary>What a fleet that enrols and reports cost one server.</summary>
/// <param name="Agents">Machines.</param>
/// <param name="Series">Series of all of them.</param>
/// <param name="EnrolSeconds">Until the last had enrolled.</param>
/// <param name="EnrolRetries">Enrolments that were refused or failed, and were tried again.</param>
/// <param name="WhileEnrolling">From sending a report to its acknowledgement, until the last machine had
/// enrolled.</param>
/// <param name="Afterwards">The same from then on.</param>
/// <param name="Made">Reports made.</param>
/// <param name="FirstTry">Those acknowledged at the first try.</param>
/// <param name="Late">Those acknowledged an interval or more after they were due.</param>
/// <param name="Missed">Those never acknowledged.</param>
/// <param name="Failures">Requests without a good answer.</param>
/// <param name="ServerCores">CPU of the server over all of it, cores.</param>
/// <param name="ResidentMegabytesAtStart">Resident memory of the server right after its start, 10^6 bytes.</param>
/// <param name="ResidentMegabytesAtMost">The most that it ever had.</param>
internal sealed record RampUpResult(
    int Agents, int Series, double EnrolSeconds, int EnrolRetries, LatencyResult WhileEnrolling,
    LatencyResult Afterwards, long Made,
    long FirstTry, long Late, long Missed, long Failures, double ServerCores, double ResidentMegabytesAtStart,
    double ResidentMegabytesAtMost);
