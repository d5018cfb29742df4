namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Finds the predictor that leaves the least of a column. All are tried, on a few stretches if the column is long. One
/// column at a time; reused.
/// </summary>
internal sealed class PredictorSearch
{
    /// <summary>Stretches that are tried of a long column.</summary>
    private const int Stretches = 3;

    /// <summary>Integers of each stretch of a column of <see cref="ManyIntegers"/> or more.</summary>
    private const int LongStretch = 320;

    /// <summary>Integers of each stretch of a shorter column. A column of fewer than all of them is tried whole.</summary>
    private const int ShortStretch = 100;

    private const int ManyIntegers = 2048;

    private const int SampleSize = 256;

    /// <summary>With fewer integers a filter's weights are not worth their bytes.</summary>
    private const int FewestForLinear = 100;

    /// <summary>Bits that the weights of a filter take, each.</summary>
    private const int WeightCost = 16;

    /// <summary>What an average, which takes time to undo, must save: 0.5 %. It is also the accuracy of a few stretches.</summary>
    private const double AverageCost = 1.005;

    /// <summary>What a filter, which takes more time, must save: 1 %.</summary>
    private const double LinearCost = 1.01;

    /// <summary>The form of tokens by which predictors are compared.</summary>
    private static readonly TokenForm Usual = TokenForm.All[7];

    /// <summary>The same for integers that are too large for it. All integers fit.</summary>
    private static readonly TokenForm Wide = TokenForm.All[3];

    private static readonly int[] Orders = [2, 4, 8];

    private readonly TokenHistogram _histogram = new();
    private readonly LinearFit _fit = new();
    private readonly LinearFilter _candidate = new();
    private readonly long[] _sample = new long[SampleSize];
    private readonly long[] _stretch = new long[LongStretch];
    private readonly long[] _left = new long[Stretches * LongStretch];
    private long[] _differences = [];
    private double _best;

    /// <summary>The place of the best one in <see cref="Predictor.All"/>.</summary>
    public int Number { get; private set; }

    /// <summary>The number that it subtracts.</summary>
    public long Centre { get; private set; }

    /// <summary>The filter, if it is linear.</summary>
    public LinearFilter Filter { get; } = new();

    /// <summary>Searches.</summary>
    /// <param name="values">Integers of which the first is 0; at least two.</param>
    public void Find(ReadOnlySpan<long> values)
    {
        if (_differences.Length < values.Length) _differences = new long[Math.Max(values.Length, 2 * _differences.Length)];
        var differences = _differences.AsSpan(0, values.Length - 1);
        for (var i = 1; i < values.Length; i++) differences[i - 1] = values[i] - values[i - 1];
        _best = double.PositiveInfinity;
        FindAmong(values, values, differences: false);
        FindAmong(values, differences, differences: true);
    }

    private void FindAmong(ReadOnlySpan<long> values, ReadOnlySpan<long> predicted, bool differences)
    {
        var smallest = long.MaxValue;
        var sum = 0.0;
        foreach (var each in predicted)
        {
            smallest = Math.Min(smallest, each);
            sum += each;
        }

        var median = Median(predicted);
        for (var number = 0; number < Predictor.All.Length; number++)
        {
            var predictor = Predictor.All[number];
            if (predictor.Differences != differences) continue;
            switch (predictor.Kind)
            {
                case PredictorKind.Smallest: Try(values, number, smallest, 0); break;
                case PredictorKind.Median: Try(values, number, median, 0); break;
                case PredictorKind.Average: Try(values, number, differences ? median : 0, 0); break;
                default: TryLinear(values, predicted, number, (long)(sum / predicted.Length)); break;
            }
        }
    }

    private void TryLinear(ReadOnlySpan<long> values, ReadOnlySpan<long> predicted, int number, long mean)
    {
        if (predicted.Length < FewestForLinear) return;
        _fit.Load(predicted, mean);
        foreach (var order in Orders)
            if (_fit.TryFind(order, _candidate)) Try(values, number, mean, order * WeightCost);
    }

    private void Try(ReadOnlySpan<long> values, int number, long centre, int cost)
    {
        var predictor = Predictor.All[number];
        var count = 0;
        var length = values.Length < ManyIntegers ? ShortStretch : LongStretch;
        if (values.Length <= Stretches * length)
        {
            count = values.Length - predictor.First;
            predictor.Leave(values, centre, _candidate, _left.AsSpan(0, count));
        }
        else
        {
            for (var i = 0; i < Stretches; i++)
            {
                var from = (values.Length - length) / (Stretches - 1) * i;
                var room = _left.AsSpan(count, length - predictor.First);
                predictor.Leave(Stretch(values.Slice(from, length), predictor), centre, _candidate, room);
                count += room.Length;
            }
        }

        _histogram.Count(_left.AsSpan(0, count));
        var bits = cost * ((double)count / values.Length) + Math.Min(_histogram.Bits(Usual), _histogram.Bits(Wide));
        if (predictor.Kind == PredictorKind.Average) bits *= AverageCost;
        if (predictor.Kind == PredictorKind.Linear) bits *= LinearCost;
        if (bits >= _best) return;
        (_best, Number, Centre) = (bits, number, centre);
        if (predictor.Kind == PredictorKind.Linear) Filter.Copy(_candidate);
    }

    // What starts from 0 at the beginning of the column must do so at the beginning of a stretch.
    private ReadOnlySpan<long> Stretch(ReadOnlySpan<long> values, Predictor predictor)
    {
        if (predictor.First == 0 || predictor.Differences || predictor.Kind == PredictorKind.Linear) return values;
        for (var i = 0; i < values.Length; i++) _stretch[i] = values[i] - values[0];
        return _stretch.AsSpan(0, values.Length);
    }

    private long Median(ReadOnlySpan<long> values)
    {
        var count = Math.Min(SampleSize, values.Length);
        for (var i = 0; i < count; i++) _sample[i] = values[(int)((long)i * values.Length / count)];
        _sample.AsSpan(0, count).Sort();
        return _sample[count / 2];
    }
}
