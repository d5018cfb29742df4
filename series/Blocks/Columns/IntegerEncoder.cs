using System.Numerics;
using System.Runtime.InteropServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Encodes a column of integers, whatever they are, without runs: common divisor, predictor, what is left. Planning
/// and writing are apart, so that plans can be compared. One column at a time; reused.
/// </summary>
internal sealed class IntegerEncoder
{
    private readonly PredictorSearch _search = new();
    private readonly TokenHistogram _histogram = new();
    private readonly RansEncoder _entropy = new();
    private long[] _values = [];
    private long[] _left = [];
    private byte[] _tokens = [];
    private int _count;
    private long _first;
    private long _divisor;
    private Predictor _predictor;
    private int _number;
    private long _centre;
    private Coding _coding;
    private int _form;

    /// <summary>Decides how to encode integers, which are kept until the next plan.</summary>
    /// <param name="values">At least one.</param>
    /// <returns>The estimated size, bits.</returns>
    public double Plan(ReadOnlySpan<long> values)
    {
        Scale(values);
        (_coding, _number, _centre) = (Coding.Zero, 0, 0);
        if (values.IndexOfAnyExcept(values[0]) >= 0)
        {
            _search.Find(_values.AsSpan(0, _count));
            (_number, _centre) = (_search.Number, _search.Centre);
        }

        _predictor = Predictor.All[_number];
        var left = _left.AsSpan(0, _count - _predictor.First);
        _predictor.Leave(_values.AsSpan(0, _count), _centre, _search.Filter, left);
        _histogram.Count(left);
        var head = 16 + 7 * VarintSize(Zigzag.Encode(_first)) + (_predictor.HasCentre ? 7 * VarintSize(Zigzag.Encode(_centre)) : 0);
        return head + PlanCoding(left.Length);
    }

    /// <summary>Writes what was planned.</summary>
    public void Write(WireWriter target)
    {
        target.Byte((byte)((int)_coding | _number << 3 | (_divisor > 1 ? 0x80 : 0)));
        // A number that is not stored becomes part of where the column starts.
        target.Varint(Zigzag.Encode(_predictor.HasCentre ? _first : _first + _centre * _divisor));
        if (_divisor > 1) target.Varint((ulong)_divisor);
        if (_predictor.HasCentre) target.Varint(Zigzag.Encode(_centre));
        if (_predictor.Kind == PredictorKind.Linear) _search.Filter.Write(target);
        if (_coding == Coding.Zero) return;
        var left = MemoryMarshal.Cast<long, ulong>(_left.AsSpan(0, _count - _predictor.First));
        if (_coding == Coding.Packed) Pack(left, target);
        else WriteTokens(left, target);
    }

    private void Scale(ReadOnlySpan<long> values)
    {
        if (_values.Length < values.Length)
        {
            var size = Math.Max(values.Length, 2 * _values.Length);
            (_values, _left, _tokens) = (new long[size], new long[size], new byte[size]);
        }

        (_count, _first, _divisor) = (values.Length, values[0], CommonDivisor.Of(values));
        for (var i = 0; i < values.Length; i++)
            _values[i] = _divisor == 1 ? values[i] - _first : (values[i] - _first) / _divisor;
    }

    private double PlanCoding(int count)
    {
        if (_histogram.Union == 0) return 0;
        var best = 8 + (double)Width(_histogram.Union) * count;
        _coding = Coding.Packed;
        var entropy = Rans.CodingFor(count);
        var states = 24 + 24 * Rans.Of(entropy).States;
        for (var i = 0; i < TokenForm.All.Length; i++)
        {
            var bits = states + _histogram.Bits(TokenForm.All[i]);
            if (bits >= best) continue;
            (best, _form, _coding) = (bits, i, entropy);
        }

        return best;
    }

    private void Pack(ReadOnlySpan<ulong> left, WireWriter target)
    {
        var width = Width(_histogram.Union);
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
        _entropy.Write(tokens, Rans.Of(_coding), target);
        var bits = new BitWriter(target);
        for (var i = 0; i < left.Length; i++) bits.Write(form.Rest(left[i], tokens[i]), form.Bits[tokens[i]]);
        bits.Finish();
    }

    private static int Width(ulong union) => 64 - BitOperations.LeadingZeroCount(union);

    private static int VarintSize(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);
}
