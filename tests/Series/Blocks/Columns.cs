using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>Encodes and decodes columns by themselves.</summary>
internal static class Columns
{
    public static byte[] Encode(ReadOnlySpan<double> values)
    {
        var target = new WireWriter();
        ColumnCodec.Encode(values, target);
        return target.Written.ToArray();
    }

    public static byte[] Encode(ReadOnlySpan<long> values)
    {
        var target = new WireWriter();
        ColumnCodec.Encode(values, target);
        return target.Written.ToArray();
    }

    /// <summary>Asserts that the values come back, by their bits.</summary>
    /// <returns>The encoded column.</returns>
    public static byte[] AssertRoundTrip(double[] values)
    {
        var encoded = Encode(values);
        var decoded = new double[values.Length];
        Array.Fill(decoded, -1);
        ColumnCodec.Decode(encoded, decoded);
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), decoded.Select(BitConverter.DoubleToInt64Bits));
        return encoded;
    }

    /// <summary>Asserts that the integers come back.</summary>
    /// <returns>The encoded column.</returns>
    public static byte[] AssertRoundTrip(long[] values)
    {
        var encoded = Encode(values);
        var decoded = new long[values.Length];
        Array.Fill(decoded, -1);
        ColumnCodec.Decode(encoded, decoded);
        Assert.Equal(values, decoded);
        return encoded;
    }
}
