using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// How unsigned integers are split into a token, which is entropy coded, and bits, which are stored as they are. Values
/// below 2^<c>direct</c> are their own token. A larger one, with its highest bit at n, has the token
/// <c>2^direct + (n − direct)·2^(high+low) + (the <c>high</c> bits below the highest)·2^low + (the <c>low</c> lowest bits)</c>,
/// and the bits between are stored as they are. This is the hybrid integer coding of JPEG XL (ISO/IEC 18181-1).
/// </summary>
internal sealed class TokenForm
{
    /// <summary>Tokens are bytes.</summary>
    public const int MaxTokens = 256;

    /// <summary>All forms; the place in this list is stored.</summary>
    public static readonly TokenForm[] All =
    [
        new(0, 0, 0), new(1, 0, 1), new(2, 1, 0), new(2, 1, 1), new(3, 2, 0), new(3, 2, 1), new(4, 2, 0), new(4, 2, 1),
        new(4, 3, 1), new(5, 2, 1), new(5, 3, 0), new(6, 2, 0), new(6, 3, 1), new(7, 0, 0), new(7, 2, 0), new(7, 3, 1),
    ];

    /// <summary>Not stored: a form at least as fine as every form of <see cref="All"/>. 1040 tokens.</summary>
    public static readonly TokenForm Finest = new(7, 3, 1, 128 + 57 * 16);

    private readonly int _direct;
    private readonly int _high;
    private readonly int _low;
    private readonly ulong[] _bases;
    private readonly byte[] _bits;

    private TokenForm(int direct, int high, int low, int tokens = MaxTokens)
    {
        (_direct, _high, _low) = (direct, high, low);
        _bases = new ulong[tokens];
        _bits = new byte[tokens];
        for (var token = 0; token < tokens; token++)
        {
            var above = token - (1 << direct);
            var exponent = direct + (above >> (high + low));
            if (above < 0)
            {
                _bases[token] = (ulong)token;
            }
            else if (exponent < 64)
            {
                var bits = exponent - high - low;
                var leading = (uint)(1 << high | above >> low & ((1 << high) - 1));
                _bits[token] = (byte)bits;
                _bases[token] = (ulong)leading << (bits + low) | (uint)(above & ((1 << low) - 1));
            }
        }
    }

    /// <summary>The smallest value of each token.</summary>
    public ReadOnlySpan<ulong> Bases => _bases;

    /// <summary>The number of bits that are stored as they are, for each token.</summary>
    public ReadOnlySpan<byte> Bits => _bits;

    /// <summary>The token of a value. It may be too large for a byte; such a form is not usable for that value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Token(ulong value)
    {
        if (value < 1UL << _direct) return (int)value;
        var exponent = BitOperations.Log2(value);
        var high = (int)(value >> (exponent - _high)) & ((1 << _high) - 1);
        return (1 << _direct) + (((exponent - _direct) << _high | high) << _low) + (int)(value & ((1UL << _low) - 1));
    }

    /// <summary>The bits of a value that its token does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Rest(ulong value, int token) => (value >> _low) & ((1UL << _bits[token]) - 1);

    /// <summary>Puts integers together.</summary>
    /// <param name="tokens">Their tokens.</param>
    /// <param name="rest">The bits that the tokens do not hold, one integer's after the other's.</param>
    /// <param name="signed">Whether they are zigzag coded, which is undone.</param>
    /// <param name="values">Filled.</param>
    /// <returns>How many bytes of <paramref name="rest"/> that took.</returns>
    /// <exception cref="BlockFormatException">There are too few.</exception>
    public int Join(ReadOnlySpan<byte> tokens, ReadOnlySpan<byte> rest, bool signed, Span<long> values)
    {
        if (tokens.IndexOfAnyExceptInRange((byte)0, (byte)((1 << _direct) - 1)) < 0)
        {
            JoinDirect(tokens, signed, values);
            return 0;
        }

        var at = 0L;
        var done = JoinFast(tokens, rest, signed, values, ref at);
        // The last bytes with zeros behind them, so that 8 can be read at once up to the end.
        Span<byte> tail = stackalloc byte[32];
        var start = (int)(at >> 3);
        tail.Clear();
        rest[start..Math.Min(rest.Length, start + 16)].CopyTo(tail);
        var atTail = at & 7;
        done += JoinFast(tokens[done..], tail, signed, values[done..], ref atTail);
        var bits = new BitReader(rest, 8L * start + atTail);
        for (; done < tokens.Length; done++)
        {
            var value = _bases[tokens[done]] + (bits.Read(_bits[tokens[done]]) << _low);
            values[done] = signed ? Zigzag.Decode(value) : (long)value;
        }

        return bits.Finish();
    }

    /// <summary>Puts integers together that are all their own tokens: nothing is stored of them but that.</summary>
    private static void JoinDirect(ReadOnlySpan<byte> tokens, bool signed, Span<long> values)
    {
        values = values[..tokens.Length];
        if (signed)
        {
            for (var i = 0; i < tokens.Length; i++) values[i] = (tokens[i] >> 1) ^ -(tokens[i] & 1);
        }
        else
        {
            for (var i = 0; i < tokens.Length; i++) values[i] = tokens[i];
        }
    }

    /// <summary>Puts integers together as long as 8 bytes can be read at once, and none needs more than 56 bits of them.</summary>
    /// <returns>How many.</returns>
    private int JoinFast(ReadOnlySpan<byte> tokens, ReadOnlySpan<byte> rest, bool signed, Span<long> values, ref long bit)
    {
        ReadOnlySpan<ulong> bases = _bases;
        ReadOnlySpan<byte> sizes = _bits;
        var low = _low;
        var sign = signed ? 1 : 0;
        var at = bit;
        var i = 0;
        for (; i < tokens.Length && at <= 8L * rest.Length - 64; i++)
        {
            var token = tokens[i];
            var size = sizes[token];
            if (size > 56) break;
            var word = BinaryPrimitives.ReadUInt64LittleEndian(rest[(int)(at >> 3)..]) >> (int)(at & 7);
            var value = bases[token] + ((word & ((1UL << size) - 1)) << low);
            // Zigzag.Decode, or nothing where there is no sign.
            values[i] = (long)(value >> sign) ^ -((long)value & sign);
            at += size;
        }

        bit = at;
        return i;
    }
}
