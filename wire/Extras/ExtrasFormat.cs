using Dcmon.Wire.Packing;

namespace Dcmon.Wire.Extras;

/// <summary>
/// How extras travel and wait in the spool: version (1), then frames of a type, a length and a payload, both varints. Unknown types are
/// skipped. An events frame is a row of events, a process table's a row of processes, each with its length in front; what follows
/// the known fields of one is skipped, so that later versions can add to them.
/// </summary>
public static class ExtrasFormat
{
    /// <summary>Bytes beside the events and processes, at most.</summary>
    public const int Overhead = 1 + 2 * (1 + 3);

    private const byte Version = 1;
    private const int EventsFrame = 1;
    private const int ProcessesFrame = 2;

    /// <summary>
    /// Appends extras to the writer. They must be within <see cref="WireLimits"/>, as <see cref="ExtrasLimits"/> makes them.
    /// </summary>
    public static void Write(ReportExtras extras, WireWriter target)
    {
        target.Byte(Version);
        if (extras.Events.Count > 0) Frame(EventsFrame, extras.Events, EventFormat.Write, target);
        if (extras.Processes is { } table) Frame(ProcessesFrame, table.Processes, ProcessFormat.Write, target);
    }

    /// <summary>Bytes that an event takes.</summary>
    public static int SizeOf(MachineEvent each) => SizeOf(each, EventFormat.Write);

    /// <summary>Bytes that the processes of a table take.</summary>
    public static int SizeOf(ProcessTable table) => table.Processes.Sum(each => SizeOf(each, ProcessFormat.Write));

    /// <summary>Reads extras and checks them in full.</summary>
    /// <exception cref="WireFormatException">They are malformed or beyond <see cref="WireLimits"/>.</exception>
    public static ReportExtras Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > WireLimits.MaxExtrasBytes)
            throw new WireFormatException($"The extras have {bytes.Length} bytes, at most {WireLimits.MaxExtrasBytes} are accepted.");
        var reader = new WireReader(bytes);
        if (reader.Byte() is not Version and var version)
            throw new WireFormatException($"Version {version} of extras is not known; this program reads version {Version}.");
        var events = new List<MachineEvent>();
        List<ProcessEntry>? processes = null;
        while (reader.Left > 0)
        {
            var type = reader.Varint();
            var payload = reader.Bytes(reader.Count(WireLimits.MaxExtrasBytes, "Bytes of a frame of the extras"));
            switch (type)
            {
                case EventsFrame: Read(payload, events, WireLimits.MaxEventsPerReport, "Events", EventFormat.Read); break;
                case ProcessesFrame: Read(payload, processes ??= [], WireLimits.MaxProcesses, "Processes", ProcessFormat.Read); break;
            }
        }

        return new ReportExtras(events, processes is null ? null : new ProcessTable(processes));
    }

    private static void Frame<T>(int type, IReadOnlyList<T> items, Action<T, WireWriter> write, WireWriter target)
    {
        var (payload, one) = (new WireWriter(), new WireWriter());
        foreach (var each in items)
        {
            one.Clear();
            write(each, one);
            payload.Varint((ulong)one.Length);
            payload.Bytes(one.Written);
        }

        target.Varint((ulong)type);
        target.Varint((ulong)payload.Length);
        target.Bytes(payload.Written);
    }

    private static int SizeOf<T>(T item, Action<T, WireWriter> write)
    {
        var one = new WireWriter();
        write(item, one);
        var content = one.Length;
        one.Varint((ulong)content);
        return one.Length;
    }

    private static void Read<T>(ReadOnlySpan<byte> payload, List<T> target, int most, string what, ReadOne<T> read)
    {
        var reader = new WireReader(payload);
        while (reader.Left > 0)
        {
            var item = new WireReader(reader.Bytes(reader.Count(WireLimits.MaxExtrasBytes, $"Bytes of one of the {what}")));
            target.Add(read(ref item));
            if (target.Count > most) throw new WireFormatException($"{what} of a report: more than {most}, the most that are accepted.");
        }
    }

    private delegate T ReadOne<T>(ref WireReader reader);
}
