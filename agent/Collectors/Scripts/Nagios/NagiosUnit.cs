namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>A unit of plugins, and what dcmon makes of it.</summary>
/// <param name="Name">The base unit; empty for a plain number; the plugin's own text where it is not known.</param>
/// <param name="Factor">Turns a value into the base unit.</param>
/// <param name="IsCounter">True for a running total.</param>
internal readonly record struct NagiosUnit(string Name, double Factor, bool IsCounter = false)
{
    private const int Longest = 16;

    /// <summary>As Icinga reads them: KB is 1000 bytes, KiB 1024.</summary>
    private static readonly Dictionary<string, NagiosUnit> Known = new()
    {
        [""] = new("", 1),
        ["c"] = new("", 1, IsCounter: true),
        ["%"] = new("ratio", 0.01),
        ["s"] = new("seconds", 1),
        ["ms"] = new("seconds", 1e-3),
        ["us"] = new("seconds", 1e-6),
        ["µs"] = new("seconds", 1e-6),
        ["ns"] = new("seconds", 1e-9),
        ["B"] = new("bytes", 1),
        ["kB"] = new("bytes", 1e3),
        ["KB"] = new("bytes", 1e3),
        ["MB"] = new("bytes", 1e6),
        ["GB"] = new("bytes", 1e9),
        ["TB"] = new("bytes", 1e12),
        ["PB"] = new("bytes", 1e15),
        ["KiB"] = new("bytes", 1L << 10),
        ["MiB"] = new("bytes", 1L << 20),
        ["GiB"] = new("bytes", 1L << 30),
        ["TiB"] = new("bytes", 1L << 40),
        ["PiB"] = new("bytes", 1L << 50),
        ["C"] = new("celsius", 1),
        ["W"] = new("watts", 1),
        ["V"] = new("volts", 1),
        ["A"] = new("amperes", 1),
    };

    /// <summary>Reads what follows a value.</summary>
    /// <returns>False where it is no unit.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out NagiosUnit unit)
    {
        unit = default;
        if (text.Length > Longest || text.IndexOfAnyInRange('0', '9') >= 0 || text.IndexOfAny(",.:'\"=") >= 0) return false;
        var name = text.ToString();
        if (!Known.TryGetValue(name, out unit)) unit = new NagiosUnit(name, 1);
        return !name.Any(char.IsControl);
    }
}
