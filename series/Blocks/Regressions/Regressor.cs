namespace Dcmon.TimeSeries.Blocks.Regressions;

/// <summary>One of the columns that a column is derived from.</summary>
/// <param name="Column">Its number among the block's series.</param>
/// <param name="Weight">What each unit of its integers adds, as a multiple of 2^−<see cref="Regression.Shift"/>.</param>
internal readonly record struct Regressor(int Column, long Weight);
