using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Decodes what <see cref="RunEncoder"/> and <see cref="IntegerEncoder"/> wrote. The bytes are untrusted: the work is
/// bounded by the number of integers asked for. One column at a time; reused.
/// </summary>
internal sealed class IntegerDecoder
{
    private readonly RansDecoder _entropy = new();
    private readonly LinearFilter _filter = new();
    private byte[] _tokens = [];
    private long[] _lengths = [];

    /// <summary>Reads exactly as many integers as there is room for, at least one.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="values">Filled.</param>
    /// <param name="runs">Whether runs may come; they do not nest.</param>
    public void Read(ref WireReader source, Span<long> values, bool runs = true)
    {
        var head = source.Byte();
        var coding = (Coding)(head & 7);
        var number = head >> 3 & 15;
        if (coding == Coding.Runs && runs && head == (byte)Coding.Runs)
        {
            ReadRuns(ref source, values);
            return;
        }

        if (coding >= Coding.Runs || number >= Predictor.All.Length)
            throw new BlockFormatException($"Unknown coding of integers {head:x2}.");
        var predictor = Predictor.All[number];
        var start = Zigzag.Decode(source.Varint());
        var divisor = head >= 0x80 ? (long)source.Varint() : 1;
        var centre = predictor.HasCentre ? Zigzag.Decode(source.Varint()) : 0;
        if (predictor.Kind == PredictorKind.Linear) _filter.Read(ref source);
        ReadLeft(ref source, coding, predictor.Signed, values[predictor.First..]);
        predictor.Restore(values, centre, _filter, divisor, start);
    }

    private void ReadRuns(ref WireReader source, Span<long> values)
    {
        var count = source.Count(values.Length, "Runs");
        if (count == 0) throw new BlockFormatException("There are no runs.");
        if (_lengths.Length < count) _lengths = new long[Math.Max(count, 2 * _lengths.Length)];
        var lengths = _lengths.AsSpan(0, count);
        Read(ref source, lengths, runs: false);
        RunLengths.Check(lengths, values.Length);
        Read(ref source, values[..count], runs: false);
        // From the back, so that no integer is overwritten before its turn: its run does not end before it.
        var end = values.Length;
        for (var i = count - 1; i >= 0; i--)
        {
            var length = (int)lengths[i];
            values.Slice(end - length, length).Fill(values[i]);
            end -= length;
        }
    }

    private void ReadLeft(ref WireReader source, Coding coding, bool signed, Span<long> left)
    {
        switch (coding)
        {
            case Coding.Zero: left.Clear(); break;
            case Coding.Packed: Unpack(ref source, signed, left); break;
            default: ReadTokens(ref source, Rans.Of(coding), signed, left); break;
        }
    }

    private static void Unpack(ref WireReader source, bool signed, Span<long> left)
    {
        var width = source.Count(64, "Bits of an integer");
        var start = source;
        var bits = new BitReader(source.Bytes(source.Left));
        foreach (ref var each in left)
        {
            var value = bits.Read(width);
            each = signed ? Zigzag.Decode(value) : (long)value;
        }

        source = start;
        source.Bytes(bits.Finish());
    }

    private void ReadTokens(ref WireReader source, Rans rans, bool signed, Span<long> left)
    {
        var form = source.Byte();
        if (form >= TokenForm.All.Length) throw new BlockFormatException($"Unknown form of tokens {form}.");
        if (_tokens.Length < left.Length) _tokens = new byte[Math.Max(left.Length, 2 * _tokens.Length)];
        var tokens = _tokens.AsSpan(0, left.Length);
        _entropy.Read(ref source, rans, tokens);
        ReadRest(ref source, TokenForm.All[form], tokens, signed, left);
    }

    private static void ReadRest(ref WireReader source, TokenForm form, ReadOnlySpan<byte> tokens, bool signed, Span<long> left)
    {
        var start = source;
        var rest = source.Bytes(source.Left);
        source = start;
        source.Bytes(form.Join(tokens, rest, left));
        if (!signed) return;
        foreach (ref var each in left) each = Zigzag.Decode((ulong)each);
    }
}
