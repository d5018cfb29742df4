using System.Numerics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Encodes a column of integers, whatever they are, without runs: common divisor, predictor, residuals. Planning and
/// writing are apart, so that plans can be compared. One column at a time; reused.
/// </summary>
internal sealed class IntegerEncoder
{
    /// <summary>With this many integers the larger tables of <see cref="Rans.Large"/> pay.</summary>
    private const int ManyIntegers = 2048;

    private const int SampleSize = 256;

    /// <summary>The form by which predictors are compared.</summary>
    private static readonly TokenForm Usual = TokenForm.All[7];

    private readonly TokenHistogram _histogram = new();
    private readonly RansEncoder _entropy = new();
    private readonly long[] _sample = new long[SampleSize];
    private long[] _values = [];
    private ulong[] _left = [];
    private byte[] _tokens = [];
    private int _count;
    private long _first;
    private long _divisor;
    private int _predictor;
    private long _centre;
    private Coding _coding;
    private int _form;

    /// <summary>Decides how to encode integers, which are kept until the next plan.</summary>
    /// <param name="values">At least one.</param>
    /// <returns>The estimated size, bits.</returns>
    public double Plan(ReadOnlySpan<long> values)
    {
        Scale(values);
        var head = 16 + 7 * VarintSize(Zigzag.Encode(_first));
        _coding = Coding.Zero;
        _predictor = 0;
        _centre = 0;
        if (values.IndexOfAnyExcept(values[0]) < 0) return head;
        var best = double.PositiveInfinity;
        for (var i = 0; i < Predictor.All.Length; i++)
        {
            var centre = CentreFor(Predictor.All[i]);
            var bits = Count(i, centre).Bits(Usual);
            if (bits < best) (best, _predictor, _centre) = (bits, i, centre);
        }

        return head + PlanCoding(Count(_predictor, _centre));
    }

    /// <summary>Writes what was planned.</summary>
    public void Write(WireWriter target)
    {
        var predictor = Predictor.All[_predictor];
        target.Byte((byte)((int)_coding | _predictor << 3 | (_divisor > 1 ? 0x80 : 0)));
        // Where the values themselves are coded, the number that predicts them becomes part of where they start.
        var start = predictor.First == 0 ? _first + _centre * _divisor : _first;
        target.Varint(Zigzag.Encode(start));
        if (_divisor > 1) target.Varint((ulong)_divisor);
        if (predictor.HasCentre) target.Varint(Zigzag.Encode(_centre));
        if (_coding == Coding.Zero) return;
        var left = Left(_predictor, _centre);
        if (_coding == Coding.Packed) Pack(left, target);
        else WriteTokens(left, target);
    }

    private void Scale(ReadOnlySpan<long> values)
    {
        if (_values.Length < values.Length)
        {
            var size = Math.Max(values.Length, 2 * _values.Length);
            (_values, _left, _tokens) = (new long[size], new ulong[size], new byte[size]);
        }

        (_count, _first, _divisor) = (values.Length, values[0], CommonDivisor.Of(values));
        for (var i = 0; i < values.Length; i++)
            _values[i] = _divisor == 1 ? values[i] - _first : (values[i] - _first) / _divisor;
    }

    private Span<ulong> Left(int number, long centre)
    {
        var predictor = Predictor.All[number];
        var left = _left.AsSpan(0, _count - predictor.First);
        predictor.Leave(_values.AsSpan(0, _count), centre, left);
        return left;
    }

    private TokenHistogram Count(int number, long centre)
    {
        _histogram.Count(Left(number, centre));
        return _histogram;
    }

    private double PlanCoding(TokenHistogram histogram)
    {
        var residuals = _count - Predictor.All[_predictor].First;
        if (histogram.Union == 0) return 0;
        var width = 64 - BitOperations.LeadingZeroCount(histogram.Union);
        var best = 8 + (double)width * residuals;
        _coding = Coding.Packed;
        var large = _count >= ManyIntegers;
        var states = 24 + 24 * (large ? Rans.Large.States : Rans.Small.States);
        for (var i = 0; i < TokenForm.All.Length; i++)
        {
            var bits = states + histogram.Bits(TokenForm.All[i]);
            if (bits >= best) continue;
            (best, _form) = (bits, i);
            _coding = large ? Coding.LargeEntropy : Coding.SmallEntropy;
        }

        return best;
    }

    private static void Pack(ReadOnlySpan<ulong> left, WireWriter target)
    {
        ulong union = 0;
        foreach (var each in left) union |= each;
        var width = 64 - BitOperations.LeadingZeroCount(union);
        target.Byte((byte)width);
        var bits = new BitWriter(target);
        foreach (var each in left) bits.Write(each, width);
        bits.Finish();
    }

    private void WriteTokens(ReadOnlySpan<ulong> left, WireWriter target)
    {
        var form = TokenForm.All[_form];
        var tokens = _tokens.AsSpan(0, left.Length);
        for (var i = 0; i < left.Length; i++) tokens[i] = (byte)form.Token(left[i]);
        target.Byte((byte)_form);
        _entropy.Write(tokens, _coding == Coding.LargeEntropy ? Rans.Large : Rans.Small, target);
        var bits = new BitWriter(target);
        for (var i = 0; i < left.Length; i++) bits.Write(form.Rest(left[i], tokens[i]), form.Bits[tokens[i]]);
        bits.Finish();
    }

    /// <summary>The number that leaves the least: the smallest where nothing may be negative, else about the median.</summary>
    private long CentreFor(Predictor predictor)
    {
        if (!predictor.Signed) return Smallest(predictor.Differences);
        return predictor.Differences || predictor.IsConstant ? Median(predictor.Differences) : 0;
    }

    private long Smallest(bool differences)
    {
        var values = _values.AsSpan(0, _count);
        var smallest = differences ? values[1] - values[0] : values[0];
        for (var i = 1; i < values.Length; i++)
            smallest = Math.Min(smallest, differences ? values[i] - values[i - 1] : values[i]);
        return smallest;
    }

    private long Median(bool differences)
    {
        var first = differences ? 1 : 0;
        var count = Math.Min(SampleSize, _count - first);
        for (var i = 0; i < count; i++)
        {
            var at = first + (int)((long)i * (_count - first) / count);
            _sample[i] = differences ? _values[at] - _values[at - 1] : _values[at];
        }

        _sample.AsSpan(0, count).Sort();
        return _sample[count / 2];
    }

    private static int VarintSize(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);
}
