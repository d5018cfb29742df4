using System.Buffers.Text;

namespace Dcmon.Web.Api;

/// <summary>
/// Numbers as JSON writes them. A double has the fewest digits that lead back to it, and of those the nearest ones, as the framework
/// writes it too, which takes three times as long. It is Schubfach (R. Giulietti, "The Schubfach way to render doubles", 2020), for
/// numbers whose powers of ten are exact in 128 bits.
/// </summary>
internal static class NumberText
{
    /// <summary>Room that one number needs.</summary>
    public const int Longest = 32;

    /// <summary>Below this the framework writes an exponent.</summary>
    private const double Least = 1e-4;

    /// <summary>From here on the framework writes an exponent.</summary>
    private const double Limit = 1e15;

    private const int SignificandBits = 52;
    private const int ExponentBias = 1023 + SignificandBits;
    private const ulong HiddenBit = 1UL << SignificandBits;

    /// <summary>10^n, shifted up to the highest bit.</summary>
    private static readonly UInt128[] Powers = MakePowers(24);

    /// <summary>Writes a number; null where it is not finite.</summary>
    /// <returns>Bytes written, at most <see cref="Longest"/>.</returns>
    public static int Write(double value, Span<byte> into)
    {
        if (!double.IsFinite(value))
        {
            "null"u8.CopyTo(into);
            return 4;
        }

        var size = Math.Abs(value);
        if (!(size >= Least && size < Limit))
        {
            Utf8Formatter.TryFormat(value, into, out var written);
            return written;
        }

        if (value < 0) into[0] = (byte)'-';
        var sign = value < 0 ? 1 : 0;
        var whole = (long)size;
        return sign + (whole == size ? Write(whole, into[sign..]) : WriteFraction(size, into[sign..]));
    }

    /// <summary>Writes an integer.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(long value, Span<byte> into)
    {
        value.TryFormat(into, out var written);
        return written;
    }

    private static int WriteFraction(double value, Span<byte> into)
    {
        var (digits, decimals) = Shortest(value);
        while (digits % 10_000 == 0) (digits, decimals) = (digits / 10_000, decimals - 4);
        while (digits % 10 == 0) (digits, decimals) = (digits / 10, decimals - 1);
        Span<byte> text = stackalloc byte[20];
        digits.TryFormat(text, out var count);
        if (count > decimals)
        {
            text[..(count - decimals)].CopyTo(into);
            into[count - decimals] = (byte)'.';
            text[(count - decimals)..count].CopyTo(into[(count - decimals + 1)..]);
            return count + 1;
        }

        "0.0000"u8[..(2 + decimals - count)].CopyTo(into);
        text[..count].CopyTo(into[(2 + decimals - count)..]);
        return 2 + decimals;
    }

    /// <summary>
    /// Finds digits and decimals of a number that is not whole; zeros may be left at the end. Names are those of the paper.
    /// </summary>
    private static (ulong Digits, int Decimals) Shortest(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var fraction = bits & (HiddenBit - 1);
        var c = HiddenBit | fraction;
        var q = (int)(bits >> SignificandBits) - ExponentBias;
        // The numbers below a power of two are nearer to it than those above.
        var isPower = fraction == 0 ? 1u : 0u;
        var odd = c & 1;
        var k = (q * 1_262_611 - (int)isPower * 524_031) >> 22;
        var h = q + (-k * 1_741_647 >> 19) + 1;
        var power = Powers[-k];
        var lower = RoundToOdd(power, (4 * c - 2 + isPower) << h) + odd;
        var middle = RoundToOdd(power, 4 * c << h);
        var upper = RoundToOdd(power, (4 * c + 2) << h) - odd;

        var s = middle / 4;
        var tenth = s / 10;
        var (below, above) = (lower <= 40 * tenth, 40 * tenth + 40 <= upper);
        if (below != above) return (tenth + (above ? 1u : 0u), -k - 1);
        (below, above) = (lower <= 4 * s, 4 * s + 4 <= upper);
        if (below != above) return (s + (above ? 1u : 0u), -k);
        var half = 4 * s + 2;
        return (s + (middle > half || (middle == half && (s & 1) != 0) ? 1u : 0u), -k);
    }

    /// <summary>The upper 64 bits of a product, the lowest of them 1 where anything but zeros was cut off.</summary>
    private static ulong RoundToOdd(UInt128 power, ulong factor)
    {
        var low = Math.BigMul((ulong)power, factor, out _);
        var high = Math.BigMul((ulong)(power >> 64), factor, out var middle);
        middle += low;
        if (middle < low) high++;
        return high | (middle > 1 ? 1u : 0u);
    }

    private static UInt128[] MakePowers(int count)
    {
        var powers = new UInt128[count];
        var power = UInt128.One;
        for (var n = 0; n < count; n++, power *= 10) powers[n] = power << (int)UInt128.LeadingZeroCount(power);
        return powers;
    }
}
