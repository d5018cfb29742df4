using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Blocks.Regressions;
using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Encodes a column of numbers in few bytes: a chain of reversible steps on integers, each chosen by the size that it leads to
/// (series/FORMAT.md has every byte of it). Bit-exact for every double and every integer. The number of values is not
/// part of the bytes. Any thread may call it; work memory is kept per thread.
/// </summary>
internal static class ColumnCodec
{
    [ThreadStatic]
    private static DoubleEncoder? _encoder;

    [ThreadStatic]
    private static DoubleDecoder? _decoder;

    /// <summary>Appends a column of doubles. Missing is <see cref="double.NaN"/>, with exactly its bits; other NaNs are values.</summary>
    public static void Encode(ReadOnlySpan<double> values, WireWriter target) => (_encoder ??= new()).Write(values, target);

    /// <summary>Appends a column of doubles as its difference from what is derived from others, if possible.</summary>
    public static bool TryEncodeDerived(ReadOnlySpan<double> values, Regression regression, ReadOnlySpan<long> sums, WireWriter target) =>
        (_encoder ??= new()).TryWriteDerived(values, regression, sums, target);

    /// <summary>Appends a column of integers.</summary>
    public static void Encode(ReadOnlySpan<long> values, WireWriter target) => (_encoder ??= new()).Write(values, target);

    /// <summary>Decodes exactly as many doubles as there is room for.</summary>
    /// <param name="encoded">One column and nothing else; untrusted.</param>
    /// <param name="values">Filled; what it holds after an exception is undefined.</param>
    /// <param name="others">Reads the columns that this one may be derived from; null where it may not.</param>
    /// <exception cref="BlockFormatException">The bytes are not a column of that many values.</exception>
    public static void Decode(ReadOnlySpan<byte> encoded, Span<double> values, IntegerColumns? others = null)
    {
        try
        {
            var source = new WireReader(encoded);
            (_decoder ??= new()).Read(ref source, values, others);
            RequireEnd(source.Left);
        }
        catch (WireFormatException problem)
        {
            throw new BlockFormatException(problem.Message);
        }
    }

    /// <summary>Decodes exactly as many integers as there is room for.</summary>
    /// <param name="encoded">One column and nothing else; untrusted.</param>
    /// <param name="values">Filled; what it holds after an exception is undefined.</param>
    /// <exception cref="BlockFormatException">The bytes are not a column of that many integers.</exception>
    public static void Decode(ReadOnlySpan<byte> encoded, Span<long> values)
    {
        try
        {
            var source = new WireReader(encoded);
            (_decoder ??= new()).Read(ref source, values);
            RequireEnd(source.Left);
        }
        catch (WireFormatException problem)
        {
            throw new BlockFormatException(problem.Message);
        }
    }

    private static void RequireEnd(int left)
    {
        if (left > 0) throw new BlockFormatException($"{left} bytes are left after the last value.");
    }
}
