namespace Dcmon.Wire.Extras;

/// <summary>The processes that used most of a machine's processors, memory and GPUs at the time of a report.</summary>
/// <param name="Processes">At most <see cref="WireLimits.MaxProcesses"/>.</param>
public sealed record ProcessTable(IReadOnlyList<ProcessEntry> Processes);

/// <summary>One process. Every text is untrusted; null is "not known" or "none".</summary>
/// <param name="Pid">Its number.</param>
/// <param name="Name">Name of the program, as the kernel has it (comm).</param>
public sealed record ProcessEntry(int Pid, string Name)
{
    /// <summary>Who runs it: a name, or a number where it has none.</summary>
    public string? User { get; init; }

    /// <summary>The container that it runs in, by the label that the container's series have.</summary>
    public string? Container { get; init; }

    /// <summary>Command line, where the agent's settings allow it.</summary>
    public string? Command { get; init; }

    /// <summary>When it started, Unix milliseconds.</summary>
    public long? StartTime { get; init; }

    /// <summary>Processor use since the table before: 1 is one core all the time. Three decimals travel.</summary>
    public double? Cpu { get; init; }

    /// <summary>Resident memory, bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory of GPUs, all together, bytes.</summary>
    public long? GpuMemoryBytes { get; init; }
}
