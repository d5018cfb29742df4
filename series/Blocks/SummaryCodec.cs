using Dcmon.TimeSeries.Blocks.Summaries;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Encodes summaries of one series in few bytes (series/FORMAT.md). Bit-exact whatever the fields hold; smallest where they
/// hold what summaries are. Any thread may call it; work memory is kept per thread.
/// </summary>
internal static class SummaryCodec
{
    [ThreadStatic]
    private static SummaryEncoder? _encoder;

    [ThreadStatic]
    private static SummaryDecoder? _decoder;

    /// <summary>Appends the fields that are not empty.</summary>
    /// <exception cref="ArgumentException">A field has not as many values as there are rows.</exception>
    public static void Encode(SummaryColumns columns, int rows, WireWriter target) =>
        (_encoder ??= new()).Write(columns, rows, target);

    /// <summary>Decodes the fields that are wanted and there; <see cref="SummaryBuffers.Fields"/> says which.</summary>
    /// <exception cref="BlockFormatException">The bytes are damaged.</exception>
    public static void Decode(ReadOnlySpan<byte> encoded, SummaryFields wanted, SummaryBuffers into)
    {
        try
        {
            (_decoder ??= new()).Read(encoded, wanted, into);
        }
        catch (WireFormatException problem)
        {
            throw new BlockFormatException(problem.Message);
        }
    }
}
