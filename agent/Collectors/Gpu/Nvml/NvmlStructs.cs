using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>nvmlMemory_v2_t, bytes.</summary>
internal struct NvmlMemoryV2
{
    /// <summary>Size of the structure and its version, as the library expects it.</summary>
    public const uint Current = 40 | 2 << 24;

    public uint Version;
    public ulong Total;
    public ulong Reserved;
    public ulong Free;
    public ulong Used;
}

/// <summary>nvmlMemory_t and nvmlBAR1Memory_t, bytes. Used memory includes what the driver keeps for itself.</summary>
internal struct NvmlMemory
{
    public ulong Total;
    public ulong Free;
    public ulong Used;
}

/// <summary>nvmlUtilization_t, percent.</summary>
internal struct NvmlUtilization
{
    public uint Gpu;
    public uint Memory;
}

/// <summary>nvmlPciInfo_t of version 3.</summary>
internal struct NvmlPciInfo
{
    public Text16 OldBusId;
    public uint Domain;
    public uint Bus;
    public uint Device;
    public uint DeviceId;
    public uint SubsystemId;
    public Text32 BusId;

    /// <summary>16 bytes of text.</summary>
    [InlineArray(16)]
    internal struct Text16
    {
        private byte _first;
    }

    /// <summary>32 bytes of text.</summary>
    [InlineArray(32)]
    internal struct Text32
    {
        private byte _first;
    }
}

/// <summary>nvmlProcessInfo_t (versions 2 and 3).</summary>
internal struct NvmlProcessInfo
{
    /// <summary>What stands for "not known" in <see cref="UsedMemory"/>.</summary>
    public const ulong UnknownMemory = ulong.MaxValue;

    public uint Pid;
    public ulong UsedMemory;
    public uint GpuInstance;
    public uint ComputeInstance;
}

/// <summary>nvmlEventData_t.</summary>
internal struct NvmlEventData
{
    /// <summary>What stands for "the whole card" in <see cref="GpuInstance"/>.</summary>
    public const uint WholeCard = uint.MaxValue;

    public nint Device;
    public NvmlEventTypes Type;
    public ulong Data;
    public uint GpuInstance;
    public uint ComputeInstance;
}

/// <summary>nvmlTemperature_v1_t: takes a sensor (0: the core), returns °C.</summary>
internal struct NvmlTemperature
{
    /// <summary>Size of the structure and its version, as the library expects it.</summary>
    public const uint Current = 12 | 1 << 24;

    public uint Version;
    public uint Sensor;
    public int Celsius;
}

/// <summary>nvmlFanSpeedInfo_v1_t: takes a fan, returns rpm.</summary>
internal struct NvmlFanSpeed
{
    /// <summary>Size of the structure and its version, as the library expects it.</summary>
    public const uint Current = 12 | 1 << 24;

    public uint Version;
    public uint Fan;
    public uint Rpm;
}

/// <summary>nvmlFieldValue_t: one field, requested by its id, and its value.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct NvmlFieldValue
{
    [FieldOffset(0)] public uint Field;
    [FieldOffset(4)] public uint Scope;
    [FieldOffset(24)] public uint Type;
    [FieldOffset(28)] public NvmlCode Code;
    [FieldOffset(32)] private readonly double _double;
    [FieldOffset(32)] private readonly uint _uint;
    [FieldOffset(32)] private readonly ulong _ulong;
    [FieldOffset(32)] private readonly long _long;
    [FieldOffset(32)] private readonly int _int;
    [FieldOffset(32)] private readonly ushort _ushort;

    /// <summary>True where the value has 64 bits, so that a counter does not start over after 4 GiB.</summary>
    public readonly bool IsWide => Type is 2 or 3;

    /// <summary>The value by its type (nvmlValueType_t); NaN for a type that dcmon does not know.</summary>
    public readonly double Value => Type switch
    {
        0 => _double,
        1 => _uint,
        2 or 3 => _ulong,
        4 => _long,
        5 => _int,
        6 => _ushort,
        _ => double.NaN,
    };
}
