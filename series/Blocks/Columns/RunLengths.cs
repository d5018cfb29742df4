namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Lengths of runs, as they were read.</summary>
internal static class RunLengths
{
    /// <summary>Checks that runs are what they must be: each at least 1 long, together as long as what they make up.</summary>
    /// <exception cref="BlockFormatException">They are not.</exception>
    public static void Check(ReadOnlySpan<long> lengths, int total)
    {
        long left = total;
        foreach (var length in lengths)
        {
            if (length < 1 || length > left) throw new BlockFormatException($"A run of {length} where {left} are left.");
            left -= length;
        }

        if (left != 0) throw new BlockFormatException($"The runs end {left} too early.");
    }
}
