namespace Dcmon.Agent.Collectors.Units;

/// <summary>A unit of systemd at one moment.</summary>
/// <param name="Name">Its full name: <c>docker.service</c>.</param>
internal sealed record UnitStatus(string Name)
{
    /// <summary>False for a name that systemd finds no unit for.</summary>
    public bool IsThere { get; init; }

    /// <summary><c>active</c>, <c>inactive</c>, <c>failed</c>, …</summary>
    public string State { get; init; } = "";

    /// <summary>
    /// How it ended the last time, in systemd's word: <c>success</c>, <c>exit-code</c>, <c>timeout</c>, …
    /// </summary>
    public string Result { get; init; } = "";

    /// <summary>Exit status, or number of the signal, of a service's main process; null where it has none.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>
    /// Times that systemd started it again by itself since somebody else did; null for what is no service.
    /// </summary>
    public long? Restarts { get; init; }

    /// <summary>Memory of its processes, bytes; null where it is not accounted.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Processor time of its processes, nanoseconds, likewise.</summary>
    public long? CpuNanoseconds { get; init; }

    /// <summary>Distinguishes this run of the unit from all others; empty where systemd is too old, or it never ran.</summary>
    public string Invocation { get; init; } = "";

    /// <summary>When its state changed, Unix milliseconds; null where that is not known.</summary>
    public long? ChangedAt { get; init; }
}
