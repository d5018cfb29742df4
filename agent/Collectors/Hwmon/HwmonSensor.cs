using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Hwmon;

/// <summary>One sensor of a chip, with its limits where it measures a temperature.</summary>
internal sealed class HwmonSensor
{
    /// <summary>
    /// Limits outside of this are what drivers report where the chip has none (0, 127.5 or 65261.85 °C).
    /// </summary>
    private const double HighestLimit = 125;

    private readonly HwmonKind _kind;
    private readonly string _input;
    private readonly string? _fault;
    private readonly Series _series;
    private readonly (Series Series, double Celsius)[] _limits;

    private HwmonSensor(HwmonKind kind, string path, string input, Label chip, Label sensor)
    {
        (_kind, _input) = (kind, input);
        _fault = File.Exists(path + "_fault") ? path + "_fault" : null;
        _series = MetricCatalog.Series(kind.Metric, chip, sensor);
        _limits = kind == HwmonKind.Temperature ? [.. Limits(path, chip, sensor)] : [];
    }

    /// <summary>Makes a sensor, or null where the file holds no value.</summary>
    /// <param name="directory">The chip's directory.</param>
    /// <param name="file">Name of a file in it.</param>
    /// <param name="chip">The chip's label.</param>
    /// <param name="taken">Names that sensors of the chip have already, by kind; the sensor's is added.</param>
    public static HwmonSensor? From(string directory, string file, string chip, HashSet<(HwmonKind, string)> taken)
    {
        // Power is reported as of now, as an average, or both.
        var isAverage = file.EndsWith("_average", StringComparison.Ordinal);
        if (!isAverage && !file.EndsWith("_input", StringComparison.Ordinal)) return null;
        var stem = file[..file.LastIndexOf('_')];
        var kind = HwmonKind.All.FirstOrDefault(each => IsOf(each, stem));
        var path = Path.Combine(directory, stem);
        if (kind is null || isAverage && (kind.Prefix != "power" || File.Exists(path + "_input"))) return null;
        var name = SmallFile.Text(path + "_label") ?? stem;
        if (!taken.Add((kind, name))) taken.Add((kind, name = $"{name} {stem}"));
        return new HwmonSensor(kind, path, Path.Combine(directory, file), new Label("chip", chip), new Label("sensor", name));
    }

    /// <summary>Adds its value, unless the chip reports that the sensor is broken, and its limits.</summary>
    public void AddTo(SampleSet samples)
    {
        if (_fault is not null && SmallFile.Number(_fault) == 1) return;
        samples.Add(_series, SmallFile.Number(_input) / _kind.PerUnit);
        foreach (var (series, celsius) in _limits)
            samples.Add(series, celsius);
    }

    private static IEnumerable<(Series, double)> Limits(string path, Label chip, Label sensor)
    {
        foreach (var limit in new[] { "max", "crit" })
            if (SmallFile.Number($"{path}_{limit}") / HwmonKind.Temperature.PerUnit is > 0 and <= HighestLimit and var celsius)
                yield return (MetricCatalog.Series("hwmon_temperature_limit_celsius", chip, sensor, new Label("limit", limit)), celsius);
    }

    private static bool IsOf(HwmonKind kind, string stem) =>
        stem.StartsWith(kind.Prefix, StringComparison.Ordinal) && stem.Length > kind.Prefix.Length
        && !stem.AsSpan(kind.Prefix.Length).ContainsAnyExceptInRange('0', '9');
}
