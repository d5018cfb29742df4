using System.Globalization;

namespace Dcmon.Settings;

/// <summary>
/// A size such as <c>512</c>, <c>64KB</c>, <c>1.5GB</c>; a unit is a power of 1000, with an <c>i</c> (<c>GiB</c>) of
/// 1024.
/// </summary>
public readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Unit, long Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <summary>A number of 10^6 bytes.</summary>
    public static ByteSize Megabytes(double count) => new((long)(count * 1_000_000));

    /// <summary>A number of 10^9 bytes.</summary>
    public static ByteSize Gigabytes(double count) => new((long)(count * 1_000_000_000));

    /// <summary>Reads a size; units in any case.</summary>
    /// <returns>False for anything else, negative sizes and sizes beyond 2^62 bytes included.</returns>
    public static bool TryParse(string text, out ByteSize size)
    {
        var (number, factor) = (text.Trim(), 1L);
        foreach (var (unit, each) in Units)
            if (number.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^unit.Length].TrimEnd(), each);
                break;
            }

        size = default;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            return false;
        if (!(count * factor <= 1L << 62)) return false;
        size = new ByteSize((long)(count * factor));
        return true;
    }

    /// <summary>The size in the largest unit that divides it.</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var (unit, factor) = Units.OrderByDescending(each => each.Factor)
            .First(each => bytes % each.Factor == 0 && bytes >= each.Factor || each.Factor == 1);
        return $"{Bytes / factor}{unit}";
    }
}
