using Dcmon.Wire.Packing;

namespace Dcmon.Wire.Extras;

/// <summary>
/// One process: pid, name, which of the rest are there (<see cref="Parts"/>), and those in that order; numbers are varints, processor
/// use is in thousandths of a core.
/// </summary>
internal static class ProcessFormat
{
    [Flags]
    private enum Parts : byte
    {
        User = 1,
        Container = 2,
        Command = 4,
        StartTime = 8,
        Cpu = 16,
        Memory = 32,
        GpuMemory = 64,
    }

    /// <summary>Appends a process.</summary>
    public static void Write(ProcessEntry each, WireWriter target)
    {
        target.Varint((ulong)each.Pid);
        target.Text(each.Name);
        target.Byte((byte)PartsOf(each));
        if (each.User is { } user) target.Text(user);
        if (each.Container is { } container) target.Text(container);
        if (each.Command is { } command) target.Text(command);
        if (each.StartTime is { } start) target.Varint((ulong)start);
        if (each.Cpu is { } cpu) target.Varint((ulong)Math.Round(cpu * 1000));
        if (each.MemoryBytes is { } memory) target.Varint((ulong)memory);
        if (each.GpuMemoryBytes is { } gpuMemory) target.Varint((ulong)gpuMemory);
    }

    /// <summary>Reads a process.</summary>
    /// <exception cref="WireFormatException">It is malformed.</exception>
    public static ProcessEntry Read(ref WireReader reader)
    {
        var pid = reader.Count(int.MaxValue, "A process' number");
        var name = reader.Text(WireLimits.MaxProcessTextLength, "A process' name");
        var parts = (Parts)reader.Byte();
        return new ProcessEntry(pid, name)
        {
            User = parts.HasFlag(Parts.User) ? reader.Text(WireLimits.MaxProcessTextLength, "A process' user") : null,
            Container = parts.HasFlag(Parts.Container) ? reader.Text(WireLimits.MaxProcessTextLength, "A process' container") : null,
            Command = parts.HasFlag(Parts.Command) ? reader.Text(WireLimits.MaxProcessTextLength, "A process' command line") : null,
            StartTime = parts.HasFlag(Parts.StartTime) ? Number(ref reader, ExtrasLimits.LatestTime) : null,
            Cpu = parts.HasFlag(Parts.Cpu) ? Number(ref reader, (long)ExtrasLimits.MostCores * 1000) / 1000.0 : null,
            MemoryBytes = parts.HasFlag(Parts.Memory) ? Number(ref reader, long.MaxValue) : null,
            GpuMemoryBytes = parts.HasFlag(Parts.GpuMemory) ? Number(ref reader, long.MaxValue) : null,
        };
    }

    private static Parts PartsOf(ProcessEntry each) =>
        (each.User is null ? 0 : Parts.User) | (each.Container is null ? 0 : Parts.Container) | (each.Command is null ? 0 : Parts.Command)
        | (each.StartTime is null ? 0 : Parts.StartTime) | (each.Cpu is null ? 0 : Parts.Cpu)
        | (each.MemoryBytes is null ? 0 : Parts.Memory) | (each.GpuMemoryBytes is null ? 0 : Parts.GpuMemory);

    private static long Number(ref WireReader reader, long most)
    {
        var value = reader.Varint();
        return value <= (ulong)most ? (long)value : throw new WireFormatException($"A number of a process is {value}, at most {most} is accepted.");
    }
}
