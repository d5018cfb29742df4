namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>Kinds of NVML events that dcmon subscribes to (<c>nvmlEventType…</c>).</summary>
[Flags]
internal enum NvmlEventTypes : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>An Xid, whose number is the event's data.</summary>
    Xid = 0x8,

    /// <summary>The card was divided anew.</summary>
    MigChange = 0x100,

    /// <summary>Very many corrected memory errors.</summary>
    CorrectedErrorStorm = 0x200,

    /// <summary>A part of the memory was taken out of use.</summary>
    MemoryRetired = 0x400,

    /// <summary>A part of the memory could not be taken out of use.</summary>
    MemoryRetirementFailed = 0x800,

    /// <summary>Poisoned data was met; the card goes on.</summary>
    Poison = 0x1000,

    /// <summary>Poisoned data was met that the card cannot contain.</summary>
    FatalPoison = 0x2000,

    /// <summary>The card can no longer be used.</summary>
    Unavailable = 0x4000,

    /// <summary>The recovery action that the driver requests has changed: see the field <c>GET_GPU_RECOVERY_ACTION</c>.</summary>
    RecoveryAction = 0x8000,

    /// <summary>All of these.</summary>
    All = Xid | MigChange | CorrectedErrorStorm | MemoryRetired | MemoryRetirementFailed | Poison | FatalPoison | Unavailable
        | RecoveryAction,
}
