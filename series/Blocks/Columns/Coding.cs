namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>How the integers that a <see cref="Predictor"/> leaves are written. The numbers are stored, in 3 bits.</summary>
internal enum Coding : byte
{
    /// <summary>All are 0: no bytes at all.</summary>
    Zero = 0,

    /// <summary>All with the same number of bits.</summary>
    Packed = 1,

    /// <summary>Entropy coded with <see cref="Rans.Small"/>.</summary>
    SmallEntropy = 2,

    /// <summary>Entropy coded with <see cref="Rans.Medium"/>.</summary>
    MediumEntropy = 3,

    /// <summary>Entropy coded with <see cref="Rans.Large"/>.</summary>
    LargeEntropy = 4,

    /// <summary>No integers but two columns: lengths of runs of the same integer, and the integers.</summary>
    Runs = 5,
}
