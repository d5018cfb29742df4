namespace Dcmon.Grains.Clients;

/// <summary>
/// How much one machine may report within two hours, which is what the store seals at once. An honest machine comes near none of these:
/// 5,000 series a second make 7,200 reports and 36 million cells.
/// </summary>
/// <param name="Series">Different series.</param>
/// <param name="Reports">Reports, those of programs included.</param>
/// <param name="Cells">Reports times different series: what sealing has to go through.</param>
/// <param name="Bytes">Bytes of packed values.</param>
public sealed record WindowLimits(int Series, int Reports = 50_000, long Cells = 100_000_000, long Bytes = 160_000_000)
{
    private const int UsualSeriesText = 400;

    /// <summary>Half of each.</summary>
    public WindowLimits Half => new(Series / 2, Reports / 2, Cells / 2, Bytes / 2);

    /// <summary>Characters of the names, units and labels of all different series.</summary>
    public long SeriesText => UsualSeriesText * Math.Max((long)Series, 1_000);
}

/// <summary>Which of the <see cref="WindowLimits"/> a report would exceed.</summary>
public enum WindowLimit
{
    /// <summary><see cref="WindowLimits.Series"/>.</summary>
    Series,

    /// <summary><see cref="WindowLimits.SeriesText"/>.</summary>
    SeriesText,

    /// <summary><see cref="WindowLimits.Reports"/>.</summary>
    Reports,

    /// <summary><see cref="WindowLimits.Cells"/>.</summary>
    Cells,

    /// <summary><see cref="WindowLimits.Bytes"/>.</summary>
    Bytes,
}
