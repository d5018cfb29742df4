using System.Buffers.Binary;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Writes tokens, entropy coded. One column at a time; reused.</summary>
internal sealed class RansEncoder
{
    private readonly int[] _counts = new int[TokenForm.MaxTokens];
    private readonly uint[] _starts = new uint[TokenForm.MaxTokens];
    private readonly uint[] _sizes = new uint[TokenForm.MaxTokens];
    private readonly FrequencyTable _frequencies = new();
    private ushort[] _words = [];

    /// <summary>Writes the table of frequencies, the states, and the words that fill them up.</summary>
    public void Write(ReadOnlySpan<byte> tokens, Rans rans, WireWriter target)
    {
        Count(tokens, rans);
        _frequencies.Write(rans, target);
        // Decoding is encoding backwards: what is written last is read first.
        if (_words.Length < tokens.Length) _words = new ushort[tokens.Length];
        var at = _words.Length;
        Span<uint> states = stackalloc uint[] { Rans.Lowest, Rans.Lowest };
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            ref var state = ref states[i & (rans.States - 1)];
            var size = _sizes[tokens[i]];
            if (state >= (ulong)size << (32 - rans.Log))
            {
                _words[--at] = (ushort)state;
                state >>= 16;
            }

            state = (state / size << rans.Log) + state % size + _starts[tokens[i]];
        }

        foreach (var state in states[..rans.States])
            BinaryPrimitives.WriteUInt32LittleEndian(target.Take(4), state);
        var room = target.Take(2 * (_words.Length - at));
        foreach (var word in _words.AsSpan(at))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(room, word);
            room = room[2..];
        }
    }

    private void Count(ReadOnlySpan<byte> tokens, Rans rans)
    {
        Array.Clear(_counts);
        var last = 0;
        foreach (var token in tokens)
        {
            _counts[token]++;
            last = Math.Max(last, token);
        }

        _frequencies.Normalize(_counts.AsSpan(0, last + 1), rans);
        uint start = 0;
        for (var token = 0; token <= last; token++)
        {
            _sizes[token] = (uint)_frequencies[token];
            _starts[token] = start;
            start += _sizes[token];
        }
    }
}
