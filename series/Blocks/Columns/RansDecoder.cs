using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Reads what <see cref="RansEncoder"/> wrote. One column at a time; reused.</summary>
internal sealed class RansDecoder
{
    private const int TableSize = 1 << Rans.LargestLog;
    private const int RemainderShift = 20;

    private readonly FrequencyTable _frequencies = new();

    // For each remainder of a state: token (8 bits), its frequency − 1 (12), the remainder less its start (12).
    // What is written at once may reach beyond a token's last remainder; the next token's are written over it.
    private readonly uint[] _steps = new uint[TableSize + Vector<uint>.Count];

    /// <summary>Reads exactly as many tokens as there is room for.</summary>
    /// <exception cref="BlockFormatException">The bytes end too early, or do not lead back to where encoding began.</exception>
    public void Read(ref WireReader source, Rans rans, Span<byte> tokens)
    {
        _frequencies.Read(ref source, rans);
        MakeSteps();
        var first = ReadState(ref source);
        var second = rans.States == 2 ? ReadState(ref source) : Rans.Lowest;
        var start = source;
        var words = source.Bytes(source.Left);
        var used = rans.States == 2
            ? ReadTwo(words, ref first, ref second, rans.Log, tokens)
            : ReadOne(words, ref first, rans.Log, tokens);
        if (first != Rans.Lowest || second != Rans.Lowest)
            throw new BlockFormatException("The entropy coder does not end where it began.");
        source = start;
        source.Bytes(used);
    }

    private void MakeSteps()
    {
        var at = 0;
        for (var token = 0; token < _frequencies.Tokens; token++)
        {
            var size = _frequencies[token];
            var step = (uint)token | (uint)(size - 1) << 8;
            var steps = (Vector<uint>.Indices << RemainderShift) + new Vector<uint>(step);
            for (var done = 0; done < size; done += Vector<uint>.Count)
            {
                steps.CopyTo(_steps, at + done);
                steps += new Vector<uint>((uint)Vector<uint>.Count << RemainderShift);
            }

            at += size;
        }
    }

    private static uint ReadState(ref WireReader source)
    {
        var state = BinaryPrimitives.ReadUInt32LittleEndian(source.Bytes(4));
        return state >= Rans.Lowest ? state : throw new BlockFormatException("A state of the entropy coder is too small.");
    }

    private int ReadOne(ReadOnlySpan<byte> words, ref uint state, int log, Span<byte> tokens)
    {
        var at = 0;
        foreach (ref var token in tokens) token = Step(ref state, words, ref at, log);
        return at;
    }

    private int ReadTwo(ReadOnlySpan<byte> words, ref uint first, ref uint second, int log, Span<byte> tokens)
    {
        var (one, two) = (first, second);
        var mask = (1u << log) - 1;
        var at = 0;
        var i = 0;
        // As long as there are words for two steps, nothing has to be checked between them.
        ReadOnlySpan<uint> steps = _steps.AsSpan(0, TableSize);
        for (; i < tokens.Length - 1 && at <= words.Length - 4; i += 2)
        {
            var step = steps[(int)(one & mask)];
            one = Fill(((step >> 8 & 0xfff) + 1) * (one >> log) + (step >> 20), words, ref at);
            tokens[i] = (byte)step;
            step = steps[(int)(two & mask)];
            two = Fill(((step >> 8 & 0xfff) + 1) * (two >> log) + (step >> 20), words, ref at);
            tokens[i + 1] = (byte)step;
        }

        for (; i < tokens.Length; i++)
            tokens[i] = (i & 1) == 0 ? Step(ref one, words, ref at, log) : Step(ref two, words, ref at, log);
        (first, second) = (one, two);
        return at;
    }

    // Without a branch, which a processor could not foresee: it would cost more than all the rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Fill(uint state, ReadOnlySpan<byte> words, ref int at)
    {
        var filled = state << 16 | BinaryPrimitives.ReadUInt16LittleEndian(words[at..]);
        var next = at + 2;
        at = state < Rans.Lowest ? next : at;
        return state < Rans.Lowest ? filled : state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Step(ref uint state, ReadOnlySpan<byte> words, ref int at, int log)
    {
        var step = _steps[state & ((1u << log) - 1)];
        var next = ((step >> 8 & 0xfff) + 1) * (state >> log) + (step >> 20);
        if (next < Rans.Lowest)
        {
            if (at > words.Length - 2) throw new BlockFormatException("The entropy coded bytes end too early.");
            next = next << 16 | BinaryPrimitives.ReadUInt16LittleEndian(words[at..]);
            at += 2;
        }

        state = next;
        return (byte)step;
    }
}
