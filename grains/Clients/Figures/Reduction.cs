namespace Dcmon.Grains.Clients.Figures;

/// <summary>Makes one figure of the values at some places of a report; NaN is "no value". Nothing here allocates.</summary>
internal static class Reduction
{
    /// <summary>The value at a place; NaN where there is none (-1).</summary>
    public static double At(double[] values, int place) => place < 0 ? double.NaN : values[place];

    /// <summary>Sum of the values there are.</summary>
    public static double Sum(double[] values, int[] places)
    {
        var (sum, any) = (0.0, false);
        foreach (var place in places)
            if (!double.IsNaN(values[place]))
                (sum, any) = (sum + values[place], true);
        return any ? sum : double.NaN;
    }

    /// <summary>The largest of the values there are.</summary>
    public static double Max(double[] values, int[] places)
    {
        var largest = double.NaN;
        foreach (var place in places)
            if (!(values[place] <= largest) && !double.IsNaN(values[place]))
                largest = values[place];
        return largest;
    }

    /// <summary>The smallest of the values there are.</summary>
    public static double Min(double[] values, int[] places)
    {
        var smallest = double.NaN;
        foreach (var place in places)
            if (!(values[place] >= smallest) && !double.IsNaN(values[place]))
                smallest = values[place];
        return smallest;
    }

    /// <summary>The first, or the second where the first is not known.</summary>
    public static double Or(this double first, double second) => double.IsNaN(first) ? second : first;

    /// <summary>The part of a whole that is made of it and the rest, 0–1; null where the whole is nothing, or not known.</summary>
    public static double? Share(double part, double rest) => part + rest > 0 ? Math.Clamp(part / (part + rest), 0, 1) : null;

    /// <summary>"Not known" as figures have it.</summary>
    public static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}
