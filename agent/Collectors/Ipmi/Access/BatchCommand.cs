namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>A command of ipmitool that may be part of a batch. All of them only read.</summary>
/// <param name="Name">What its output is found by; one word.</param>
/// <param name="Line">As for ipmitool's command line.</param>
internal sealed record BatchCommand(string Name, string Line)
{
    /// <summary>The most zones of fans that a board has.</summary>
    public const int MostFanZones = 4;

    private static readonly BatchCommand[] FanZones =
        [.. Enumerable.Range(0, MostFanZones).Select(zone => new BatchCommand($"fan-zone-{zone}", $"raw 0x30 0x70 0x66 0x00 0x0{zone}"))];

    /// <summary>The BMC's clock: Get SEL Time (IPMI 2.0, chapter 31.10).</summary>
    public static BatchCommand Clock { get; } = new("clock", "raw 0x0a 0x48");

    /// <summary>All sensors.</summary>
    public static BatchCommand Sensors { get; } = new("sensors", "sdr elist all");

    /// <summary>The state of the event log: Get SEL Info (chapter 31.2).</summary>
    public static BatchCommand Log { get; } = new("log", "raw 0x0a 0x40");

    /// <summary>The state of the chassis.</summary>
    public static BatchCommand Chassis { get; } = new("chassis", "chassis status");

    /// <summary>
    /// Power of the system: Get Power Reading (DCMI 1.5, chapter 6.6.1). As raw bytes: <c>dcmi power reading</c> reads beyond
    /// its arguments when ipmitool runs it from a script.
    /// </summary>
    public static BatchCommand Power { get; } = new("power", "raw 0x2c 0x02 0xdc 0x01 0x00 0x00");

    /// <summary>Fan mode of a Supermicro board.</summary>
    public static BatchCommand FanMode { get; } = new("fan-mode", "raw 0x30 0x45 0x00");

    /// <summary>Every one there is.</summary>
    public static IReadOnlyList<BatchCommand> All { get; } = [Clock, Sensors, Log, Chassis, Power, FanMode, .. FanZones];

    /// <summary>Duty of the fans of a zone of a Supermicro board.</summary>
    /// <param name="zone">0 to 3.</param>
    public static BatchCommand FanZone(int zone) => FanZones[zone];
}
