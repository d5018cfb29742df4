namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// A reversible step that leaves of each integer only what its predecessors did not tell. What is predicted is the
/// value itself or its difference from the one before; what predicts it is one number for the whole column, or an
/// exponential average of what came before (its weight 2^−<see cref="Shift"/>; with 0 it is the last one, and
/// differences of differences are coded). All arithmetic is modulo 2^64, so that every step is reversible for every
/// integer.
/// </summary>
/// <param name="Differences">Whether differences are predicted, not values.</param>
/// <param name="Shift">Weight of the newest in the average, as a power of ½; negative: no average, one number.</param>
/// <param name="Signed">Whether what is left is signed (and zigzag coded), or was made positive.</param>
internal readonly record struct Predictor(bool Differences, int Shift, bool Signed)
{
    /// <summary>All predictors; the place in this list is stored, in 4 bits.</summary>
    public static readonly Predictor[] All =
    [
        new(false, -1, false), new(false, -1, true), new(true, -1, false), new(true, -1, true),
        new(false, 1, true), new(false, 2, true), new(false, 3, true), new(false, 5, true),
        new(true, 0, true), new(true, 1, true), new(true, 2, true), new(true, 3, true), new(true, 5, true),
    ];

    /// <summary>Bits after the binary point of the average.</summary>
    private const int Fraction = 8;

    private const long Half = 1 << (Fraction - 1);

    /// <summary>Whether one number for the whole column predicts.</summary>
    public bool IsConstant => Shift < 0;

    /// <summary>Index of the first integer of which something is coded: the first one of all is known when it starts from 0.</summary>
    public int First => !Differences && IsConstant ? 0 : 1;

    /// <summary>Whether the column's number (see <see cref="Leave"/>) is stored beside what is left; otherwise it is 0.</summary>
    public bool HasCentre => Differences;

    /// <summary>Works out what is left.</summary>
    /// <param name="values">Integers; unless <see cref="First"/> is 0, the first one must be 0.</param>
    /// <param name="centre">The number that predicts, or with which the average starts; 0 where there is none.</param>
    /// <param name="left">One for each integer from <see cref="First"/> on.</param>
    public void Leave(ReadOnlySpan<long> values, long centre, Span<ulong> left)
    {
        var before = 0L;
        var average = centre << Fraction;
        for (var i = First; i < values.Length; i++)
        {
            var value = Differences ? values[i] - before : values[i];
            before = values[i];
            var residual = value - (IsConstant ? centre : (average + Half) >> Fraction);
            if (!IsConstant) average += ((value << Fraction) - average) >> Shift;
            left[i - First] = Signed ? Zigzag.Encode(residual) : (ulong)residual;
        }
    }

    /// <summary>Undoes <see cref="Leave"/>, and scales: what comes out is <c>start + divisor · integer</c>.</summary>
    /// <param name="values">What is left, from index <see cref="First"/> on; the integers when it returns.</param>
    /// <param name="centre">As it was given to <see cref="Leave"/>.</param>
    /// <param name="divisor">What to multiply with.</param>
    /// <param name="start">What to add.</param>
    public void Restore(Span<long> values, long centre, long divisor, long start)
    {
        if (Signed)
        {
            foreach (ref var each in values[First..])
                each = Zigzag.Decode((ulong)each);
        }

        if (First > 0 && values.Length > 0) values[0] = start;
        switch (Differences, IsConstant)
        {
            case (false, true): Scale(values, divisor, start); break;
            case (true, true): Accumulate(values, centre, divisor); break;
            case (false, false): Average(values, divisor, start); break;
            case (true, false): AverageDifferences(values, centre, divisor); break;
        }
    }

    private static void Scale(Span<long> values, long divisor, long start)
    {
        foreach (ref var each in values)
            each = start + each * divisor;
    }

    private static void Accumulate(Span<long> values, long centre, long divisor)
    {
        if (values.Length == 0) return;
        var value = values[0];
        foreach (ref var each in values[1..])
        {
            value += (each + centre) * divisor;
            each = value;
        }
    }

    private void Average(Span<long> values, long divisor, long start)
    {
        var average = 0L;
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i] + ((average + Half) >> Fraction);
            average += ((value << Fraction) - average) >> Shift;
            values[i] = start + value * divisor;
        }
    }

    private void AverageDifferences(Span<long> values, long centre, long divisor)
    {
        if (values.Length == 0) return;
        var average = centre << Fraction;
        var value = values[0];
        for (var i = 1; i < values.Length; i++)
        {
            var difference = values[i] + ((average + Half) >> Fraction);
            average += ((difference << Fraction) - average) >> Shift;
            value += difference * divisor;
            values[i] = value;
        }
    }
}
