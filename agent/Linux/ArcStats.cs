using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Linux;

/// <summary>ZFS' cache in memory (the ARC), from <c>/proc/spl/kstat/zfs/arcstats</c>. What the file lacks is NaN.</summary>
/// <param name="Size">What it holds now, bytes.</param>
/// <param name="MinSize">What it keeps however little memory there is, bytes.</param>
/// <param name="MaxSize">What it grows to at most, bytes.</param>
/// <param name="Hits">Reads that it answered since ZFS was loaded.</param>
/// <param name="Misses">Reads that had to go to the pool since then.</param>
internal readonly record struct ArcStats(double Size, double MinSize, double MaxSize, double Hits, double Misses)
{
    /// <summary>A machine without ZFS.</summary>
    public static readonly ArcStats None = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>
    /// What it gives back when programs need memory, bytes; 0 without ZFS. The kernel's <c>MemAvailable</c> does not have it.
    /// </summary>
    public double Reclaimable => double.IsNaN(Size) ? 0 : Math.Max(0, Size - (double.IsNaN(MinSize) ? 0 : MinSize));

    /// <summary>Where the file is.</summary>
    public static string PathIn(Roots roots) => roots.InProc("spl/kstat/zfs/arcstats");

    /// <summary>Reads the file; <see cref="None"/> where there is none, or it cannot be read.</summary>
    public static ArcStats Read(TextFile file)
    {
        if (!File.Exists(file.Path)) return None;
        try
        {
            return Parse(file.Read());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    /// <summary>Reads lines of name, type and value, such as <c>size  4  64424509440</c>; others are skipped.</summary>
    public static ArcStats Parse(ReadOnlySpan<char> text)
    {
        var stats = None;
        foreach (var line in text.EnumerateLines())
        {
            var fields = new FieldReader(line);
            var name = fields.Next();
            fields.Skip(1); // The type.
            var value = fields.NextNumber() is >= 0 and var number ? number : double.NaN;
            stats = name switch
            {
                "size" => stats with { Size = value },
                "c_min" => stats with { MinSize = value },
                "c_max" => stats with { MaxSize = value },
                "hits" => stats with { Hits = value },
                "misses" => stats with { Misses = value },
                _ => stats,
            };
        }

        return stats;
    }
}
