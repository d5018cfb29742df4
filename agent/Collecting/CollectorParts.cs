using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Spool;
using Dcmon.Agent.State;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Tools;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collecting;

/// <summary>What collectors are made from.</summary>
/// <param name="Roots">Where the kernel's files are.</param>
/// <param name="Tools">Runs programs.</param>
/// <param name="Spool">Counts the reports that wait on disk.</param>
/// <param name="State">What is remembered across restarts.</param>
/// <param name="EventQueue">Events on their way to the next report; collectors publish them through <see cref="Events"/>.</param>
/// <param name="ProcessTable">Takes the table of processes.</param>
/// <param name="Server">Compares the machine's clock with the server's.</param>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">For what has no other place.</param>
internal sealed record CollectorParts(
    Roots Roots, ToolRunner Tools, ISpoolCounts Spool, StateFiles State, EventQueue EventQueue,
    ProcessTableSlot ProcessTable, ServerClock Server, TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>Publishes events to the next report and to the log.</summary>
    public EventPublisher Events { get; } = new(EventQueue, Loggers.CreateLogger<EventPublisher>());
}
