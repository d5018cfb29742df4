namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// A reversible step that leaves of each integer only its difference from a prediction by its predecessors. All arithmetic is modulo
/// 2^64, so that it is reversible for every integer.
/// </summary>
/// <param name="Differences">Whether it is the differences between neighbours that are predicted, not the integers.</param>
/// <param name="Kind">What predicts them.</param>
/// <param name="Shift">Of an average: the weight of the newest is 2^−<paramref name="Shift"/>; 0 is the newest alone.</param>
internal readonly record struct Predictor(bool Differences, PredictorKind Kind, int Shift = 0)
{
    /// <summary>All predictors; the place in this list is stored, in 4 bits.</summary>
    public static readonly Predictor[] All =
    [
        new(false, PredictorKind.Smallest),
        new(false, PredictorKind.Median),
        new(true, PredictorKind.Smallest),
        new(true, PredictorKind.Median),
        new(false, PredictorKind.Average, 1),
        new(false, PredictorKind.Average, 2),
        new(false, PredictorKind.Average, 3),
        new(false, PredictorKind.Average, 5),
        new(true, PredictorKind.Average, 0),
        new(true, PredictorKind.Average, 1),
        new(true, PredictorKind.Average, 2),
        new(true, PredictorKind.Average, 3),
        new(true, PredictorKind.Average, 5),
        new(false, PredictorKind.Linear),
        new(true, PredictorKind.Linear),
    ];

    /// <summary>Bits after the binary point of an average.</summary>
    private const int Fraction = 8;

    private const long Half = 1 << (Fraction - 1);

    /// <summary>Whether what is left has a sign; it is zigzag coded then.</summary>
    public bool Signed => Kind != PredictorKind.Smallest;

    /// <summary>
    /// Index of the first integer of which something is coded. The first one of all is 0, and known, unless the
    /// column's number is subtracted from it where it starts.
    /// </summary>
    public int First => !Differences && Kind is PredictorKind.Smallest or PredictorKind.Median ? 0 : 1;

    /// <summary>Whether a number that is subtracted from all is stored; otherwise it is 0, or part of where the column starts.</summary>
    public bool HasCentre => Differences || Kind == PredictorKind.Linear;

    /// <summary>Works out what is left.</summary>
    /// <param name="values">Integers; unless <see cref="First"/> is 0, the first one must be 0.</param>
    /// <param name="centre">The number that is subtracted from all.</param>
    /// <param name="filter">The filter of a linear predictor.</param>
    /// <param name="left">One for each integer from <see cref="First"/> on.</param>
    public void Leave(ReadOnlySpan<long> values, long centre, LinearFilter? filter, Span<long> left)
    {
        if (Differences)
        {
            for (var i = 1; i < values.Length; i++) left[i - 1] = values[i] - values[i - 1] - centre;
        }
        else
        {
            for (var i = First; i < values.Length; i++) left[i - First] = values[i] - centre;
        }

        if (Kind == PredictorKind.Average) LeaveAverage(left);
        if (Kind == PredictorKind.Linear) filter!.Leave(left, Past(centre));
        if (!Signed) return;
        foreach (ref var each in left) each = (long)Zigzag.Encode(each);
    }

    /// <summary>
    /// Undoes <see cref="Leave"/>, but for zigzag coding, and scales: what comes out is <c>start + divisor · integer</c>.
    /// </summary>
    /// <param name="values">What is left, from index <see cref="First"/> on; the integers when it returns.</param>
    /// <param name="centre">As it was given to <see cref="Leave"/>.</param>
    /// <param name="filter">As it was given to <see cref="Leave"/>.</param>
    /// <param name="divisor">What to multiply with.</param>
    /// <param name="start">What to add.</param>
    public void Restore(Span<long> values, long centre, LinearFilter? filter, long divisor, long start)
    {
        var left = values[First..];
        if (Kind == PredictorKind.Average) RestoreAverage(left);
        if (Kind == PredictorKind.Linear) filter!.Restore(left, Past(centre));
        if (First > 0) values[0] = start;
        if (Differences)
        {
            foreach (ref var each in left)
            {
                start += (each + centre) * divisor;
                each = start;
            }
        }
        else
        {
            start += centre * divisor;
            foreach (ref var each in left) each = start + each * divisor;
        }
    }

    /// <summary>What a filter takes for the past: that the integers always were what the first one is, and differences as usual.</summary>
    private long Past(long centre) => Differences ? 0 : -centre;

    private void LeaveAverage(Span<long> values)
    {
        var average = 0L;
        foreach (ref var each in values)
        {
            var value = each;
            each = value - ((average + Half) >> Fraction);
            average += ((value << Fraction) - average) >> Shift;
        }
    }

    private void RestoreAverage(Span<long> values)
    {
        var average = 0L;
        foreach (ref var each in values)
        {
            each += (average + Half) >> Fraction;
            average += ((each << Fraction) - average) >> Shift;
        }
    }
}
