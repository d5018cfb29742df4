namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>What predicts an integer.</summary>
internal enum PredictorKind
{
    /// <summary>The column's smallest: what is left is never negative.</summary>
    Smallest,

    /// <summary>The column's median.</summary>
    Median,

    /// <summary>An exponential average of those before.</summary>
    Average,

    /// <summary>A weighted sum of those just before: a <see cref="LinearFilter"/>.</summary>
    Linear,
}
