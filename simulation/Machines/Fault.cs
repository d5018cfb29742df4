namespace Dcmon.Simulation.Machines;

/// <summary>A fault that a machine has at times.</summary>
internal enum Fault
{
    /// <summary>The machine is always healthy.</summary>
    None,

    /// <summary>A GPU gets too hot and slows down.</summary>
    HotGpu,

    /// <summary>A GPU falls off the bus.</summary>
    LostGpu,

    /// <summary>A GPU has memory errors.</summary>
    MemoryErrors,

    /// <summary>A power supply fails.</summary>
    DeadSupply,

    /// <summary>A fan of the chassis dies.</summary>
    DyingFan,

    /// <summary>A drive has sectors that it cannot read.</summary>
    BadSectors,

    /// <summary>A filesystem fills up.</summary>
    FullDisk,

    /// <summary>A container leaks memory until it reaches its limit.</summary>
    MemoryLeak,

    /// <summary>It is offline now and then.</summary>
    BadLink,

    /// <summary>It restarts each day.</summary>
    Restarts,
}
