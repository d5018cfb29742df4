using System.Numerics;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// How often each token of a column occurs, as the entropy coder wants it: whole numbers whose sum is a power of two.
/// All but the most frequent have few significant bits (<see cref="Rans.Precision"/>), so that the table is small: 4 to
/// 6 bits a token.
/// </summary>
internal sealed class FrequencyTable
{
    /// <summary>The bit length that the frequency before the first is taken to have had.</summary>
    private const int FirstLength = 6;

    private readonly int[] _frequencies = new int[TokenForm.MaxTokens];
    private int _most;

    /// <summary>Number of tokens.</summary>
    public int Tokens { get; private set; }

    /// <summary>The frequency of a token, 0 where it does not occur.</summary>
    public int this[int token] => _frequencies[token];

    /// <summary>Takes the table from counts.</summary>
    /// <param name="counts">Number of occurrences; of the last one more than 0.</param>
    /// <param name="rans">Their sum and precision.</param>
    public void Normalize(ReadOnlySpan<int> counts, Rans rans)
    {
        Tokens = counts.Length;
        var total = 0L;
        var most = 0;
        for (var token = 0; token < counts.Length; token++)
        {
            total += counts[token];
            if (counts[token] > counts[most]) most = token;
        }

        var left = 1 << rans.Log;
        var carry = 0.0;
        for (var token = 0; token < counts.Length; token++)
        {
            if (token == most) continue;
            var exact = (double)counts[token] * (1 << rans.Log) / total;
            var frequency = counts[token] == 0 ? 0 : Math.Max(1, Round(exact + carry, rans.Precision));
            // What rounding took is given to the next, lest all of it fall on the most frequent token.
            if (frequency > 1) carry += exact - frequency;
            _frequencies[token] = frequency;
            left -= frequency;
        }

        while (left < 1) left += Lower(most, rans.Precision);
        _most = most;
        _frequencies[most] = left;
    }

    /// <summary>Writes the table.</summary>
    public void Write(Rans rans, WireWriter target)
    {
        target.Byte((byte)(Tokens - 1));
        target.Byte((byte)_most);
        var bits = new BitWriter(target);
        var before = FirstLength;
        for (var token = 0; token < Tokens; token++)
        {
            if (token == _most) continue;
            var frequency = _frequencies[token];
            bits.Write(frequency == 0 ? 0u : 1u, 1);
            if (frequency == 0) continue;
            var length = BitOperations.Log2((uint)frequency);
            var step = (int)Zigzag.Encode(length - before);
            bits.Write((1UL << step) - 1, step + 1);
            before = length;
            var kept = Math.Min(length, rans.Precision);
            bits.Write((ulong)(frequency >> (length - kept) & ((1 << kept) - 1)), kept);
        }

        bits.Finish();
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="BlockFormatException">The frequencies do not add up.</exception>
    public void Read(ref WireReader source, Rans rans)
    {
        Tokens = source.Byte() + 1;
        _most = source.Byte();
        if (_most >= Tokens) throw new BlockFormatException($"The most frequent token is {_most} of {Tokens}.");
        var start = source;
        var bits = new BitReader(source.Bytes(source.Left));
        var left = 1 << rans.Log;
        var before = FirstLength;
        for (var token = 0; token < Tokens; token++)
        {
            if (token == _most) continue;
            _frequencies[token] = 0;
            if (bits.ReadShort(1) == 0) continue;
            before = ReadLength(ref bits, before, rans.Log);
            var kept = Math.Min(before, rans.Precision);
            _frequencies[token] = (1 << kept | (int)bits.ReadShort(kept)) << (before - kept);
            left -= _frequencies[token];
        }

        if (left < 1) throw new BlockFormatException("The frequencies of the tokens are more than all.");
        _frequencies[_most] = left;
        source = start;
        source.Bytes(bits.Finish());
    }

    private static int ReadLength(ref BitReader bits, int before, int log)
    {
        var step = 0;
        while (bits.ReadShort(1) != 0)
            if (++step > 2 * log) break;
        var length = before + (int)Zigzag.Decode((ulong)step);
        return length >= 0 && length < log
            ? length
            : throw new BlockFormatException($"A token's frequency is 2^{length} or more, of 2^{log}.");
    }

    private static int Round(double frequency, int precision)
    {
        var unit = 1;
        while (frequency / unit >= 2 << precision) unit *= 2;
        return (int)Math.Round(frequency / unit) * unit;
    }

    /// <summary>
    /// Takes something from the largest but the most frequent one. At most 255 others, each at least 1, are less than
    /// the sum, so that there is one of more than 1 as long as the most frequent one lacks room.
    /// </summary>
    private int Lower(int most, int precision)
    {
        var largest = most == 0 ? 1 : 0;
        for (var token = largest; token < Tokens; token++)
            if (token != most && _frequencies[token] > _frequencies[largest]) largest = token;
        var unit = 1 << Math.Max(0, BitOperations.Log2((uint)_frequencies[largest]) - precision);
        _frequencies[largest] -= unit;
        return unit;
    }
}
