using Dcmon.TimeSeries.Blocks.Columns;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>What the first bytes of a column say about how it is encoded.</summary>
internal sealed record Shape(Coding Coding, Predictor Predictor, bool HasDivisor)
{
    /// <summary>Of a column of doubles of which none is missing, with the scale that is expected.</summary>
    public static Shape OfDoubles(ReadOnlySpan<byte> encoded, int scale)
    {
        Assert.Equal(scale, encoded[0]);
        return OfLongs(encoded[1..]);
    }

    /// <summary>Of a column of integers.</summary>
    public static Shape OfLongs(ReadOnlySpan<byte> encoded) =>
        new((Coding)(encoded[0] & 7), Predictor.All[encoded[0] >> 3 & 15], encoded[0] >= 0x80);
}
