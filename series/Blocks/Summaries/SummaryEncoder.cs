using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Summaries;

/// <summary>
/// Encodes the summaries of one series: all fields as integers of one decimal scale, each derived from the others where
/// that is shorter. One series at a time; reused.
/// </summary>
internal sealed class SummaryEncoder
{
    private readonly Presence _presence = new();
    private readonly RunEncoder _integers = new();
    private readonly DoubleEncoder _plain = new();
    private readonly WireWriter _columns = new();
    private readonly long[][] _known = [[], [], [], [], [], [], [], []];
    private readonly int[] _scales = new int[FieldOrder.Fields];
    private double[] _present = [];
    private long[] _left = [];
    private long[] _least = [];
    private int _count;

    /// <summary>Writes the fields that are not empty.</summary>
    /// <exception cref="ArgumentException">A field has not as many values as there are rows.</exception>
    public void Write(SummaryColumns columns, int rows, WireWriter target)
    {
        var held = Held(columns, rows);
        target.Byte((byte)held);
        if (held == SummaryFields.None) return;
        var pattern = columns[FirstOf(held)];
        _presence.Take(pattern);
        _count = _presence.Count;
        Reserve(rows);
        var scale = Scale(columns, held, pattern, out var whole);
        target.Byte((byte)(scale | (_count < rows && _count > 0 ? DoubleForm.SomeMissing : 0)));
        if (_count < rows && _count > 0) _presence.Write(_integers, target);
        _columns.Clear();
        var growth = (whole & SummaryFields.First) != 0 && (whole & SummaryFields.Last) != 0 && IsGrowth();
        foreach (var field in FieldOrder.All)
        {
            if ((held & field) == 0) continue;
            var start = _columns.Length;
            var relation = (whole & field) == 0 ? WritePlain(columns[field]) : WriteRelated(field, whole, growth);
            target.Varint((ulong)(_columns.Length - start) << 2 | (uint)relation);
        }

        target.Bytes(_columns.Written);
    }

    private static SummaryFields Held(SummaryColumns columns, int rows)
    {
        var held = SummaryFields.None;
        foreach (var field in FieldOrder.All)
        {
            var values = columns[field];
            if (values.IsEmpty) continue;
            if (values.Length != rows) throw new ArgumentException($"A field has {values.Length} values, the block {rows} rows.");
            held |= field;
        }

        return held;
    }

    private static SummaryFields FirstOf(SummaryFields held)
    {
        foreach (var field in FieldOrder.All)
            if ((held & field) != 0) return field;
        return SummaryFields.None;
    }

    /// <summary>Makes integers of the fields for which there are: those in <paramref name="whole"/>, of one scale.</summary>
    private int Scale(SummaryColumns columns, SummaryFields held, ReadOnlySpan<double> pattern, out SummaryFields whole)
    {
        whole = SummaryFields.None;
        var largest = 0;
        if (_count == 0) return 0;
        foreach (var field in FieldOrder.All)
        {
            if ((held & field) == 0 || !SamePattern(columns[field], pattern)) continue;
            _presence.Gather(columns[field], _present);
            ref var integers = ref _known[FieldOrder.Place(field)];
            if (integers.Length < _count) integers = new long[_left.Length];
            if (!DecimalScale.TryFind(_present.AsSpan(0, _count), integers.AsSpan(0, _count), out var scale)) continue;
            if (FieldOrder.IsWhole(field) && scale > 0) continue;
            _scales[FieldOrder.Place(field)] = scale;
            whole |= field;
            if (!FieldOrder.IsWhole(field)) largest = Math.Max(largest, scale);
        }

        foreach (var field in FieldOrder.All)
        {
            if ((whole & field) == 0 || FieldOrder.IsWhole(field)) continue;
            var place = FieldOrder.Place(field);
            if (!DecimalScale.TryRaise(_known[place].AsSpan(0, _count), largest - _scales[place])) whole &= ~field;
        }

        return largest;
    }

    private static bool SamePattern(ReadOnlySpan<double> values, ReadOnlySpan<double> pattern)
    {
        for (var i = 0; i < values.Length; i++)
            if (Presence.IsMissing(values[i]) != Presence.IsMissing(pattern[i])) return false;
        return true;
    }

    private Relation WritePlain(ReadOnlySpan<double> values)
    {
        _plain.Write(values, _columns);
        return Relation.Plain;
    }

    // First and last go together: either each grows from the other, or both are derived in another way.
    private bool IsGrowth()
    {
        var apart = Difficulty(SummaryFields.First, Relation.None)
            + Math.Min(Difficulty(SummaryFields.Last, Relation.None), Difficulty(SummaryFields.Last, Relation.Ends));
        return Difficulty(SummaryFields.First, Relation.Ends) + Difficulty(SummaryFields.Last, Relation.Ends) < apart;
    }

    private Relation WriteRelated(SummaryFields field, SummaryFields whole, bool growth)
    {
        var best = Relation.None;
        var least = double.PositiveInfinity;
        for (var relation = Relation.None; relation <= Relation.Extremes; relation++)
        {
            if (!IsPossible(field, relation, whole, growth)) continue;
            var difficulty = Difficulty(field, relation);
            // Of equals the one that leaves nothing at all.
            if (difficulty > least) continue;
            (least, best) = (difficulty, relation);
            _left.AsSpan(0, _count).CopyTo(_least);
        }

        // Nothing left is no bytes.
        if (_least.AsSpan(0, _count).ContainsAnyExcept(0)) _integers.Write(_least.AsSpan(0, _count), _columns);
        return best;
    }

    private static bool IsPossible(SummaryFields field, Relation relation, SummaryFields whole, bool growth)
    {
        if (growth && field is SummaryFields.First or SummaryFields.Last) return relation == Relation.Ends;
        if (field == SummaryFields.First) return relation == Relation.None;
        var sources = Relations.Sources(field, relation);
        return relation == Relation.None || (sources != SummaryFields.None && (sources & ~whole) == 0);
    }

    /// <summary>
    /// About how many bits what a relation leaves takes, up to what is the same for all: by its size around its mean,
    /// or that of its differences. It stays in <see cref="_left"/>.
    /// </summary>
    private double Difficulty(SummaryFields field, Relation relation)
    {
        var own = _known[FieldOrder.Place(field)];
        var left = _left.AsSpan(0, _count);
        for (var row = 0; row < left.Length; row++)
            left[row] = own[row] - (relation == Relation.None ? 0 : Relations.Expected(field, relation, _known, row));
        double sum = 0;
        foreach (var each in left) sum += each;
        var mean = sum / left.Length;
        var drift = left.Length > 1 ? ((double)left[^1] - left[0]) / (left.Length - 1) : 0;
        double size = 0, change = 0;
        for (var row = 0; row < left.Length; row++)
        {
            size += Math.Log2(1 + Math.Abs(left[row] - mean));
            if (row > 0) change += Math.Log2(1 + Math.Abs((double)left[row] - left[row - 1] - drift));
        }

        return Math.Min(size, change);
    }

    private void Reserve(int rows)
    {
        if (_left.Length >= rows) return;
        var size = Math.Max(rows, 2 * _left.Length);
        (_present, _left, _least) = (new double[size], new long[size], new long[size]);
    }
}
