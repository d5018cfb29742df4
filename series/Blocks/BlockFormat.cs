namespace Dcmon.TimeSeries.Blocks;

/// <summary>What blocks have in common. series/FORMAT.md describes them byte by byte.</summary>
public static class BlockFormat
{
    /// <summary>The version that is written. Version 1 had neither odd values nor columns that are derived from others.</summary>
    public const byte Version = 2;

    /// <summary>Rows of a block at most: over a week of a report a second. It bounds what a damaged head can cost.</summary>
    public const int MaxRows = 1 << 20;

    /// <summary>Entries of a block at most; a schema has at most 5,000 series.</summary>
    public const int MaxEntries = 1 << 16;

    /// <summary>Where the series begin among the entries of a block: after the columns of longs that its tier has.</summary>
    public static int FirstSeries(this Tier tier) => tier == Tier.Raw ? 2 : 3;
}
