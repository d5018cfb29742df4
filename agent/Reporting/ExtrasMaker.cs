using Dcmon.Agent.Events;
using Dcmon.Wire;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// Takes what waits for a report and fits into one: events first, since only these must not be lost where there is no
/// room.
/// </summary>
internal sealed class ExtrasMaker(EventQueue events, ProcessTableSlot processes)
{
    private readonly WireWriter _encoded = new();

    /// <summary>Takes it.</summary>
    /// <param name="taken">The events.</param>
    /// <returns>Encoded; empty where there was nothing.</returns>
    public byte[] Take(out List<QueuedEvent> taken)
    {
        var room = WireLimits.MaxExtrasBytes - ExtrasFormat.Overhead;
        taken = events.Take(WireLimits.MaxEventsPerReport, room);
        foreach (var each in taken) room -= each.Size;
        var table = processes.Take();
        if (table is not null && ExtrasFormat.SizeOf(table) > room) table = null;
        if (taken.Count == 0 && table is null) return [];
        _encoded.Clear();
        ExtrasFormat.Write(new ReportExtras([.. taken.Select(each => each.Event)], table), _encoded);
        return _encoded.Written.ToArray();
    }
}
