using Dcmon.Agent.Linux;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Facts;

/// <summary>Lists the drives of a machine: block devices that stand on hardware, from <c>/sys/block</c>.</summary>
internal static class DriveReader
{
    /// <summary>The unit of <c>size</c> in sysfs, whatever the device's own: 512 bytes.</summary>
    private const long SectorBytes = 512;

    /// <summary>Reads all drives, sorted by name. CDs and floppies are none.</summary>
    public static IReadOnlyList<DriveFacts> Read(Roots roots)
    {
        var directory = roots.InSys("block");
        if (!Directory.Exists(directory)) return [];
        return
        [
            .. Directory.EnumerateDirectories(directory)
                .Where(path => Directory.Exists(Path.Combine(path, "device")))
                .Select(path => (Path: path, Name: Path.GetFileName(path).Replace('!', '/')))
                .Where(each => !each.Name.StartsWith("sr", StringComparison.Ordinal) && !each.Name.StartsWith("fd", StringComparison.Ordinal))
                .OrderBy(each => each.Name, StringComparer.Ordinal)
                .Select(each => Read(each.Path, each.Name)),
        ];
    }

    private static DriveFacts Read(string path, string name) => new(
        name,
        FactsReader.Line(Path.Combine(path, "device/model")),
        long.TryParse(FactsReader.Line(Path.Combine(path, "size")), out var sectors) ? sectors * SectorBytes : null,
        FactsReader.Line(Path.Combine(path, "queue/rotational")) switch { "1" => true, "0" => false, _ => null });
}
