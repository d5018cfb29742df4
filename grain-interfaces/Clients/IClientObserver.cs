using Dcmon.Queries;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>Hears of one machine's reports; a web process has one for each machine that somebody there watches.</summary>
[Alias("dcmon.client-observer")]
public interface IClientObserver : IGrainObserver
{
    /// <summary>Reports have values for other series from now on.</summary>
    [Alias("schema-changed")]
    Task SchemaChanged(LiveSchema schema);

    /// <summary>A report newer than all before it.</summary>
    [Alias("reported")]
    Task Reported(LiveReport report);

    /// <summary>A newer report of a program, beside those of the machine's agent; counters as growth a second.</summary>
    [Alias("program-reported")]
    Task ProgramReported(string client, ProgramState state);

    /// <summary>Reports older than the newest arrived: history in this span (Unix milliseconds, inclusive) changed.</summary>
    [Alias("backfilled")]
    Task Backfilled(string client, long from, long to);

    /// <summary>Events arrived that were not known before, in the order of the report; their times may be long past.</summary>
    [Alias("happened")]
    Task Happened(IReadOnlyList<ClientEvent> events);
}
