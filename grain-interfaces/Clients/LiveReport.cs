using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>A report as it is shown: gauges as they are, counters as growth a second since the report before.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Hash">The schema that names the values.</param>
/// <param name="Time">Unix milliseconds by the machine's clock.</param>
/// <param name="Values">In the schema's order; NaN is "no value".</param>
[GenerateSerializer, Immutable, Alias("dcmon.live-report")]
public sealed record LiveReport(
    [property: Id(0)] string Client,
    [property: Id(1)] string Hash,
    [property: Id(2)] long Time,
    [property: Id(3)] double[] Values);

/// <summary>The series of a machine's live reports.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Schema">The series, in the order of the values.</param>
[GenerateSerializer, Immutable, Alias("dcmon.live-schema")]
public sealed record LiveSchema(
    [property: Id(0)] string Client,
    [property: Id(1)] Schema Schema);

/// <summary>Where a machine stands when somebody starts to watch it.</summary>
/// <param name="Client">Its row.</param>
/// <param name="Schema">Its schema; null before its first report.</param>
/// <param name="Report">Its newest report; null before its first.</param>
/// <param name="Programs">The newest reports of the programs that push samples of it; counters as growth a second.</param>
[GenerateSerializer, Immutable, Alias("dcmon.watch-snapshot")]
public sealed record WatchSnapshot(
    [property: Id(0)] ClientSummary Client,
    [property: Id(1)] LiveSchema? Schema,
    [property: Id(2)] LiveReport? Report,
    [property: Id(3)] IReadOnlyList<ProgramState> Programs);
