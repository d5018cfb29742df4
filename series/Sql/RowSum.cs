using System.Buffers.Binary;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Sql;

/// <summary>Checksums (CRC-32C) of rows, over all that they hold, so that a changed bit is noticed wherever it is.</summary>
internal static class RowSum
{
    /// <summary>Of a row of <c>report</c>.</summary>
    public static long Report(long client, long time, long sequence, long schema, ReadOnlySpan<byte> payload) =>
        Crc32C.Of(payload, Numbers(client, time, sequence, schema));

    /// <summary>Of a row of <c>block</c>, but for its data, which its head has checksums of.</summary>
    public static long Block(long client, Tier tier, long start, long stop, long schema, ReadOnlySpan<byte> head) =>
        Crc32C.Of(head, Numbers(client, (long)tier, start, stop, schema));

    /// <summary>Of a row of <c>event</c>; kind and key are also in the body.</summary>
    public static long Event(long client, long time, long severity, ReadOnlySpan<byte> body) =>
        Crc32C.Of(body, Numbers(client, time, severity));

    /// <summary>Of a row of <c>process_table</c>.</summary>
    public static long Processes(long client, long time, ReadOnlySpan<byte> body) => Crc32C.Of(body, Numbers(client, time));

    private static uint Numbers(params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[8 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(8 * i)..], numbers[i]);
        return Crc32C.Of(bytes);
    }
}
