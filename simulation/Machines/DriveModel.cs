using System.Globalization;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Machines;

/// <summary>A drive of a machine.</summary>
/// <param name="Device">The kernel's name of it.</param>
/// <param name="Model">Model.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="Bytes">Capacity, bytes.</param>
/// <param name="IsRotational">Whether it is a hard disk.</param>
internal sealed record DriveModel(
    string Device, string Model, string Serial, string Firmware, long Bytes, bool IsRotational)
{
    /// <summary>Labels of its health metrics.</summary>
    public Label[] Labels => [new("device", Device), new("model", Model), new("serial", Serial)];

    /// <summary>Its entry in the machine's facts.</summary>
    public DriveFacts Facts =>
        new(Device, Model, Bytes, IsRotational, Serial, Firmware, IsRotational ? "SATA" : "NVMe");

    /// <summary>The drives of a machine, flash first.</summary>
    public static DriveModel[] Of(SimulatedMachine machine) =>
    [
        .. Enumerable.Range(0, machine.Kind.Drives).Select(i => new DriveModel(
            $"nvme{i}n1", "SAMSUNG MZQL27T6HBLA-00A07", SerialOf("S6CKNE0", machine.Seed, i), "GDC5902Q",
            7_681_501_126_656, false)),
        .. Enumerable.Range(0, machine.Kind.Disks).Select(i => new DriveModel(
            $"sd{(char)('a' + i)}", "ST20000NM007D-3DJ103", SerialOf("ZVT", machine.Seed, 50 + i), "SN03",
            20_000_588_955_648, true)),
    ];

    private static string SerialOf(string prefix, int seed, int number) =>
        prefix + ((long)(Noise.Of(seed + 7, number) * 0xFFFFFFF)).ToString("X7", CultureInfo.InvariantCulture);
}
