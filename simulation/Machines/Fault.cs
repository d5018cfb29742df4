namespace Dcmon.Simulation.Machines;

/// <summary>What is wrong with a machine at times.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
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

    /// <summary>A container needs more memory than it may have.</summary>
    MemoryLeak,

    /// <summary>It is offline now and then.</summary>
    BadLink,

    /// <summary>It restarts each day.</summary>
    Restarts,
}
