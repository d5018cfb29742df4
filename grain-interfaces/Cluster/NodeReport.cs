namespace Dcmon.GrainInterfaces.Cluster;

/// <summary>How one process of the server does. Rates and latencies are of the last ten seconds.</summary>
/// <param name="Name">Host and process id.</param>
/// <param name="Kind">What it is: <c>silo</c>, <c>web</c>, or <c>web and silo</c>.</param>
/// <param name="Runtime">What its grains run on: Local or Orleans.</param>
/// <param name="Version">The program's version.</param>
/// <param name="StartedAt">Unix milliseconds.</param>
/// <param name="Process">The process.</param>
/// <param name="Calls">Calls of grains in it, by grain type and method.</param>
/// <param name="Figures">What its meters count.</param>
[GenerateSerializer, Immutable, Alias("dcmon.node-report")]
public sealed record NodeReport(
    [property: Id(0)] string Name,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Runtime,
    [property: Id(3)] string Version,
    [property: Id(4)] long StartedAt,
    [property: Id(5)] ProcessFigures Process,
    [property: Id(6)] IReadOnlyList<MethodFigures> Calls,
    [property: Id(7)] IReadOnlyList<MeterFigure> Figures);

/// <summary>Figures of a process.</summary>
/// <param name="CpuCores">Cores that it keeps busy.</param>
/// <param name="ResidentBytes">Its memory as the kernel counts it.</param>
/// <param name="HeapBytes">Managed memory in use.</param>
/// <param name="AllocatedBytesPerSecond">Managed memory that it asks for.</param>
/// <param name="Threads">Threads of its pool.</param>
/// <param name="QueuedWork">Pieces of work that wait for one of them.</param>
/// <param name="Collections">Garbage collections since its start, of generations 0, 1 and 2.</param>
/// <param name="PauseRatio">Share of the time that collections stop it, 0–1.</param>
[GenerateSerializer, Immutable, Alias("dcmon.process-figures")]
public sealed record ProcessFigures(
    [property: Id(0)] double CpuCores,
    [property: Id(1)] long ResidentBytes,
    [property: Id(2)] long HeapBytes,
    [property: Id(3)] double AllocatedBytesPerSecond,
    [property: Id(4)] int Threads,
    [property: Id(5)] long QueuedWork,
    [property: Id(6)] IReadOnlyList<int> Collections,
    [property: Id(7)] double PauseRatio);

/// <summary>Calls of one method.</summary>
/// <param name="Grain">The grain type, such as <c>Client</c>.</param>
/// <param name="Method">The method.</param>
/// <param name="CallsPerSecond">Calls.</param>
/// <param name="ErrorsPerSecond">Calls that failed.</param>
/// <param name="MeanSeconds">How long they took; null where there were none.</param>
/// <param name="P99Seconds">What 99 of 100 did not exceed, to a quarter; null where there were none.</param>
/// <param name="Calls">Calls since the process started.</param>
/// <param name="Errors">Calls that failed since then.</param>
[GenerateSerializer, Immutable, Alias("dcmon.method-figures")]
public sealed record MethodFigures(
    [property: Id(0)] string Grain,
    [property: Id(1)] string Method,
    [property: Id(2)] double CallsPerSecond,
    [property: Id(3)] double ErrorsPerSecond,
    [property: Id(4)] double? MeanSeconds,
    [property: Id(5)] double? P99Seconds,
    [property: Id(6)] long Calls,
    [property: Id(7)] long Errors);

/// <summary>A figure of a meter, as <c>/metrics</c> has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels as Prometheus writes them, or empty.</param>
/// <param name="Value">Its value.</param>
/// <param name="PerSecond">Of a counter: its growth; null for a gauge.</param>
[GenerateSerializer, Immutable, Alias("dcmon.meter-figure")]
public sealed record MeterFigure(
    [property: Id(0)] string Name,
    [property: Id(1)] string Labels,
    [property: Id(2)] double Value,
    [property: Id(3)] double? PerSecond);

/// <summary>A process and when it was heard of.</summary>
/// <param name="HeardAt">Unix milliseconds by the clock of the silo where the cluster's grain lives.</param>
/// <param name="Report">Its last report.</param>
[GenerateSerializer, Immutable, Alias("dcmon.node-state")]
public sealed record NodeState([property: Id(0)] long HeardAt, [property: Id(1)] NodeReport Report);
