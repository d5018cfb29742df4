using System.Runtime.InteropServices;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>
/// Summaries of one series: which fields there are, for each either the length of its column or that it is the same as
/// an earlier one (smallest, largest, first and last of what stands still), then the columns. So a field is read without
/// the others.
/// </summary>
internal static class SummaryCodec
{
    private const int Fields = 8;

    [ThreadStatic]
    private static WireWriter? s_columns;

    /// <summary>Appends the fields that are not empty.</summary>
    /// <exception cref="ArgumentException">A field has not as many values as there are rows.</exception>
    public static void Encode(SummaryColumns columns, int rows, WireWriter target)
    {
        var mask = target.Length;
        target.Byte(0);
        var written = s_columns ??= new WireWriter();
        written.Clear();
        for (var field = 0; field < Fields; field++)
        {
            var values = columns[(SummaryFields)(1 << field)];
            if (values.IsEmpty) continue;
            if (values.Length != rows) throw new ArgumentException($"A field has {values.Length} values, the block {rows} rows.");
            target.Overwrite(mask, 1)[0] |= (byte)(1 << field);
            var same = SameAs(columns, field, values);
            if (same >= 0)
            {
                target.Varint((ulong)same << 1 | 1);
                continue;
            }

            var start = written.Length;
            ColumnCodec.Encode(values, written);
            target.Varint((ulong)(written.Length - start) << 1);
        }

        target.Bytes(written.Written);
    }

    /// <summary>Decodes the fields that are wanted and there; <see cref="SummaryBuffers.Fields"/> says which.</summary>
    /// <exception cref="BlockFormatException">The bytes are damaged.</exception>
    public static void Decode(ReadOnlySpan<byte> encoded, SummaryFields wanted, SummaryBuffers into)
    {
        Span<(int Start, int Length)> places = stackalloc (int, int)[Fields];
        var held = ReadPlaces(encoded, places);
        into.Fields = SummaryFields.None;
        for (var field = 0; field < Fields; field++)
        {
            var flag = (SummaryFields)(1 << field);
            if ((held & wanted & flag) == 0) continue;
            var (start, length) = places[field];
            ColumnCodec.Decode(encoded.Slice(start, length), into[flag]);
        }

        into.Fields = held & wanted;
    }

    private static int SameAs(SummaryColumns columns, int field, ReadOnlySpan<double> values)
    {
        var bits = MemoryMarshal.Cast<double, long>(values);
        for (var other = 0; other < field; other++)
        {
            var earlier = columns[(SummaryFields)(1 << other)];
            if (MemoryMarshal.Cast<double, long>(earlier).SequenceEqual(bits)) return other;
        }

        return -1;
    }

    private static SummaryFields ReadPlaces(ReadOnlySpan<byte> encoded, Span<(int Start, int Length)> places)
    {
        try
        {
            var source = new WireReader(encoded);
            var held = (SummaryFields)source.Byte();
            var end = 0;
            for (var field = 0; field < Fields; field++)
                if (((int)held >> field & 1) != 0) places[field] = ReadPlace(ref source, held, field, places, ref end);
            var start = encoded.Length - source.Left;
            if (source.Left != end)
                throw new BlockFormatException($"The fields have {end} bytes, {source.Left} are there.");
            foreach (ref var place in places) place.Start += start;
            return held;
        }
        catch (WireFormatException problem)
        {
            throw new BlockFormatException(problem.Message);
        }
    }

    private static (int Start, int Length) ReadPlace(
        ref WireReader source, SummaryFields held, int field, ReadOnlySpan<(int, int)> places, ref int end)
    {
        var form = source.Count(int.MaxValue, "Form of a field");
        if ((form & 1) == 0)
        {
            var start = end;
            // The sum is compared with what is there; it must not overflow before.
            end = checked(end + Math.Min(form >> 1, source.Left + 1));
            return (start, form >> 1);
        }

        var other = form >> 1;
        return other < field && ((int)held >> other & 1) != 0
            ? places[other]
            : throw new BlockFormatException($"Field {field} is the same as field {other}, which is not before it.");
    }
}
