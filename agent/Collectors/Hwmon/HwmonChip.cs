using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>One chip with its sensors.</summary>
internal sealed class HwmonChip
{
    private readonly HwmonSensor[] _sensors;
    private readonly string? _drive;

    private HwmonChip(string directory, string driver, string name)
    {
        Name = name;
        var taken = new HashSet<(HwmonKind, string)>();
        _sensors =
        [
            .. Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path)).Order(NumbersInOrder)
                .Select(file => HwmonSensor.From(directory, file, name, taken)).OfType<HwmonSensor>(),
        ];
        // The temperature of a SATA drive comes by a command to it, which would wake it.
        _drive = driver == "drivetemp" ? Path.Combine(directory, "device") : null;
    }

    /// <summary>The driver's name and the device: <c>k10temp-0000:00:18.3</c>, <c>nvme-nvme0</c>.</summary>
    public string Name { get; }

    private static Comparer<string> NumbersInOrder { get; } =
        Comparer<string>.Create((a, b) => (a.Length, a).CompareTo((b.Length, b)));

    /// <summary>Reads what sensors a chip has; null where its directory names none, or went away meanwhile.</summary>
    public static HwmonChip? From(string directory)
    {
        try
        {
            if (SmallFile.Text(Path.Combine(directory, "name")) is not { } driver) return null;
            // Some drivers belong to no device.
            var device = new FileInfo(Path.Combine(directory, "device")).LinkTarget;
            return new HwmonChip(directory, driver, device is null ? driver : $"{driver}-{Path.GetFileName(device)}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Adds the values of all sensors; none of a drive that sleeps.</summary>
    public void AddTo(SampleSet samples)
    {
        if (_drive is not null && RuntimePower.IsSuspended(_drive)) return;
        foreach (var sensor in _sensors)
            sensor.AddTo(samples);
    }
}
