using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// Linear prediction: the next integer is a weighted sum of the last ones. It follows what sways, such as load and heat
/// that a scheduler or a fan's control drives around, where an average only smooths. Weights are fixed-point numbers,
/// and all arithmetic is modulo 2^64, so that decoding repeats exactly what encoding did.
/// </summary>
internal sealed class LinearFilter
{
    /// <summary>The most weights.</summary>
    public const int MaxOrder = 8;

    /// <summary>Bits after the binary point of a weight.</summary>
    public const int Fraction = 12;

    private const long Half = 1 << (Fraction - 1);

    /// <summary>
    /// Weights of the last integer, the one before it …, as multiples of 2^−<see cref="Fraction"/>; 0 from
    /// <see cref="Order"/> on.
    /// </summary>
    public long[] Weights { get; } = new long[MaxOrder];

    /// <summary>Number of weights in use, 1 to <see cref="MaxOrder"/>.</summary>
    public int Order { get; set; }

    /// <summary>Takes over another filter.</summary>
    public void Copy(LinearFilter other)
    {
        Order = other.Order;
        other.Weights.CopyTo(Weights, 0);
    }

    /// <summary>Writes order and weights.</summary>
    public void Write(WireWriter target)
    {
        target.Byte((byte)Order);
        foreach (var weight in Weights.AsSpan(0, Order)) target.Varint(Zigzag.Encode(weight));
    }

    /// <summary>Reads order and weights.</summary>
    public void Read(ref WireReader source)
    {
        Order = source.Byte();
        if (Order is 0 or > MaxOrder) throw new BlockFormatException($"A filter of order {Order}; 1 to {MaxOrder} are possible.");
        Array.Clear(Weights);
        for (var k = 0; k < Order; k++) Weights[k] = Zigzag.Decode(source.Varint());
    }

    /// <summary>Replaces integers by what the filter did not predict.</summary>
    /// <param name="values">The integers; what is left of each when it returns.</param>
    /// <param name="past">What all integers before the first are taken to have been.</param>
    public void Leave(Span<long> values, long past)
    {
        if (Order <= 4) Four<Leaving>(values, past);
        else Eight<Leaving>(values, past);
    }

    /// <summary>Undoes <see cref="Leave"/>, in place.</summary>
    public void Restore(Span<long> values, long past)
    {
        if (Order <= 4) Four<Restoring>(values, past);
        else Eight<Restoring>(values, past);
    }

    // Weights and the last integers are kept in registers: this is 3 times as fast as a loop over them.
    private void Four<TWay>(Span<long> values, long past) where TWay : struct, IWay
    {
        var (w0, w1, w2, w3) = (Weights[0], Weights[1], Weights[2], Weights[3]);
        var (x0, x1, x2, x3) = (past, past, past, past);
        foreach (ref var each in values)
        {
            var sum = Half + w3 * x3 + w2 * x2 + w1 * x1 + w0 * x0;
            x3 = x2;
            x2 = x1;
            x1 = x0;
            x0 = TWay.Step(ref each, sum >> Fraction);
        }
    }

    private void Eight<TWay>(Span<long> values, long past) where TWay : struct, IWay
    {
        var (w0, w1, w2, w3) = (Weights[0], Weights[1], Weights[2], Weights[3]);
        var (w4, w5, w6, w7) = (Weights[4], Weights[5], Weights[6], Weights[7]);
        var (x0, x1, x2, x3) = (past, past, past, past);
        var (x4, x5, x6, x7) = (past, past, past, past);
        foreach (ref var each in values)
        {
            var sum = Half + w7 * x7 + w6 * x6 + w5 * x5 + w4 * x4 + w3 * x3 + w2 * x2 + w1 * x1 + w0 * x0;
            x7 = x6;
            x6 = x5;
            x5 = x4;
            x4 = x3;
            x3 = x2;
            x2 = x1;
            x1 = x0;
            x0 = TWay.Step(ref each, sum >> Fraction);
        }
    }

    private interface IWay
    {
        /// <summary>Replaces an integer, and returns the one that the next ones are predicted from.</summary>
        static abstract long Step(ref long value, long predicted);
    }

    private readonly struct Leaving : IWay
    {
        public static long Step(ref long value, long predicted)
        {
            var whole = value;
            value -= predicted;
            return whole;
        }
    }

    private readonly struct Restoring : IWay
    {
        public static long Step(ref long value, long predicted) => value += predicted;
    }
}
