using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Summaries;

/// <summary>Decodes what <see cref="SummaryEncoder"/> wrote: the wanted fields, and those that they are derived from. Reused.</summary>
internal sealed class SummaryDecoder
{
    private readonly Presence _presence = new();
    private readonly IntegerDecoder _integers = new();
    private readonly DoubleDecoder _plain = new();
    private readonly long[][] _known = [[], [], [], [], [], [], [], []];
    private readonly (int Start, int Length, Relation Relation)[] _places = new (int, int, Relation)[FieldOrder.Fields];
    private int _count;

    /// <summary>Reads the fields that are wanted and there.</summary>
    /// <exception cref="BlockFormatException">The bytes are damaged.</exception>
    public void Read(ReadOnlySpan<byte> encoded, SummaryFields wanted, SummaryBuffers into)
    {
        into.Fields = SummaryFields.None;
        var source = new WireReader(encoded);
        var held = (SummaryFields)source.Byte();
        var head = held == SummaryFields.None ? 0 : source.Byte();
        var scale = head & 15;
        if (scale > DecimalScale.Largest || head >= 2 * DoubleForm.SomeMissing)
            throw new BlockFormatException($"Unknown form of summaries {head:x2}.");
        _count = into.Rows;
        var gaps = (head & DoubleForm.SomeMissing) != 0;
        if (gaps)
        {
            _presence.Read(ref source, _integers, into.Rows);
            _count = _presence.Count;
        }

        ReadPlaces(ref source, encoded.Length, held);
        var needed = Needed(held, held & wanted);
        foreach (var field in FieldOrder.All)
        {
            if ((needed & field) == 0) continue;
            var place = _places[FieldOrder.Place(field)];
            var column = new WireReader(encoded.Slice(place.Start, place.Length));
            if (place.Relation == Relation.Plain) _plain.Read(ref column, into[field]);
            else ReadIntegers(ref column, field, place.Relation);
            if (column.Left > 0) throw new BlockFormatException($"{column.Left} bytes are left after a field.");
        }

        foreach (var field in FieldOrder.All)
            if ((held & wanted & field) != 0) Finish(field, FieldOrder.IsWhole(field) ? 0 : scale, gaps, into);
        into.Fields = held & wanted;
    }

    private void ReadPlaces(ref WireReader source, int total, SummaryFields held)
    {
        var end = 0;
        foreach (var field in FieldOrder.All)
        {
            if ((held & field) == 0) continue;
            var form = source.Count(int.MaxValue, "Form of a field");
            // No more than there is: the sum must not overflow.
            var length = Math.Min(form >> 2, total + 1);
            _places[FieldOrder.Place(field)] = (end, length, (Relation)(form & 3));
            end = Math.Min(end + length, total + 1);
        }

        if (source.Left != end) throw new BlockFormatException($"The fields have {end} bytes, {source.Left} are there.");
        foreach (ref var place in _places.AsSpan()) place.Start += total - end;
    }

    /// <summary>The wanted fields and, as none is derived from a later one but first and last from each other, their sources.</summary>
    private SummaryFields Needed(SummaryFields held, SummaryFields wanted)
    {
        var needed = wanted;
        for (var i = FieldOrder.Fields - 1; i >= 0; i--)
        {
            var field = FieldOrder.All[i];
            var relation = _places[FieldOrder.Place(field)].Relation;
            if ((needed & field) == 0 || relation is Relation.None or Relation.Plain) continue;
            var sources = Relations.Sources(field, relation);
            if (sources == SummaryFields.None || (sources & ~held) != 0)
                throw new BlockFormatException($"{field} is derived by relation {(int)relation} from fields that are not there.");
            foreach (var other in FieldOrder.All)
            {
                if ((sources & other) != 0 && _places[FieldOrder.Place(other)].Relation == Relation.Plain)
                    throw new BlockFormatException($"{field} is derived from {other}, which is no integer.");
            }

            needed |= field == SummaryFields.Last ? SummaryFields.First : sources;
        }

        // Whether first is derived from last is known only after last was read.
        if ((needed & SummaryFields.First) == 0 || _places[FieldOrder.Place(SummaryFields.First)].Relation != Relation.Ends) return needed;
        return _places[FieldOrder.Place(SummaryFields.Last)].Relation == Relation.Ends
            ? needed | SummaryFields.Last
            : throw new BlockFormatException("First is derived from last, but last not from first.");
    }

    private void ReadIntegers(ref WireReader column, SummaryFields field, Relation relation)
    {
        ref var integers = ref _known[FieldOrder.Place(field)];
        if (integers.Length < Relations.Room(_count)) integers = new long[Math.Max(Relations.Room(_count), 2 * integers.Length)];
        if (column.Left == 0) integers.AsSpan(0, _count).Clear();
        else _integers.Read(ref column, integers.AsSpan(0, _count));
        if (relation == Relation.None || field == SummaryFields.First) return;
        if (field == SummaryFields.Last && _places[FieldOrder.Place(SummaryFields.First)].Relation == Relation.Ends)
        {
            RestoreGrowth(_known[FieldOrder.Place(SummaryFields.First)].AsSpan(0, _count), integers.AsSpan(0, _count));
            return;
        }

        Relations.AddExpected(field, relation, _known, _count);
    }

    // First has been read, but is growth since the last of the row before.
    private static void RestoreGrowth(Span<long> first, Span<long> last)
    {
        var before = 0L;
        for (var row = 0; row < first.Length; row++)
        {
            first[row] += before;
            before = last[row] += first[row];
        }
    }

    private void Finish(SummaryFields field, int scale, bool gaps, SummaryBuffers into)
    {
        if (_places[FieldOrder.Place(field)].Relation == Relation.Plain) return;
        var values = into[field];
        DecimalScale.Restore(_known[FieldOrder.Place(field)].AsSpan(0, _count), values[.._count], scale);
        if (gaps) _presence.Spread(values);
    }
}
