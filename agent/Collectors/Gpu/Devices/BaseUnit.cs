namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>
/// What one of a source's units is in base units. Parts of one are divisions: 41 % is 0.41 then, and not
/// 0.41000000000000003.
/// </summary>
/// <param name="Factor">What a value is multiplied by.</param>
/// <param name="Divisor">What it is divided by.</param>
internal readonly record struct BaseUnit(double Factor, double Divisor = 1)
{
    /// <summary>The base unit itself.</summary>
    public static BaseUnit One { get; } = new(1);

    /// <summary>Percent, of ratios.</summary>
    public static BaseUnit Percent { get; } = new(1, 100);

    /// <summary>Thousandths: mW, mJ.</summary>
    public static BaseUnit Milli { get; } = new(1, 1e3);

    /// <summary>Millionths: µs.</summary>
    public static BaseUnit Micro { get; } = new(1, 1e6);

    /// <summary>Billionths: ns.</summary>
    public static BaseUnit Nano { get; } = new(1, 1e9);

    /// <summary>Thousands: KB/s.</summary>
    public static BaseUnit Kilo { get; } = new(1e3);

    /// <summary>KiB.</summary>
    public static BaseUnit Kibi { get; } = new(1 << 10);

    /// <summary>Millions: MHz.</summary>
    public static BaseUnit Mega { get; } = new(1e6);

    /// <summary>MiB.</summary>
    public static BaseUnit Mebi { get; } = new(1 << 20);

    /// <summary>A value in base units.</summary>
    public double Of(double value) => value * Factor / Divisor;
}
