using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.Wire.Reports;

/// <summary>
/// The series of a report, in the order of its values. An agent sends a schema once and names it by its hash from then on.
/// <para>Encoding: version (1), count, then for each series metric, kind, unit, count of labels, and each label's name and value.</para>
/// </summary>
public sealed class Schema
{
    private const byte Version = 1;

    private Schema(Series[] series, byte[] encoded)
    {
        Series = series;
        Encoded = encoded;
        Hash = SchemaHash.Of(encoded);
    }

    /// <summary>The series, in the order of a report's values.</summary>
    public IReadOnlyList<Series> Series { get; }

    /// <summary>The schema as it travels and as it is stored.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The name of this schema.</summary>
    public SchemaHash Hash { get; }

    /// <summary>Makes a schema of these series, in this order.</summary>
    public static Schema Of(IEnumerable<Series> series)
    {
        var list = series.ToArray();
        var writer = new WireWriter();
        writer.Byte(Version);
        writer.Varint((ulong)list.Length);
        foreach (var each in list)
        {
            writer.Text(each.Metric);
            writer.Byte((byte)each.Kind);
            writer.Text(each.Unit);
            writer.Varint((ulong)each.Labels.Length);
            foreach (var (name, value) in each.Labels)
            {
                writer.Text(name);
                writer.Text(value);
            }
        }

        return new Schema(list, writer.Written.ToArray());
    }

    /// <summary>Reads an encoded schema and checks it in full.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="maxSeries">More series are refused; a block of the store unites the schemas of two hours and more.</param>
    /// <exception cref="WireFormatException">It is malformed, beyond <see cref="WireLimits"/>, or names a series twice.</exception>
    public static Schema Read(ReadOnlySpan<byte> encoded, int maxSeries = WireLimits.MaxSeriesPerSchema)
    {
        var reader = new WireReader(encoded);
        if (reader.Byte() is not Version and var version)
            throw new WireFormatException($"Schema version {version} is not known; this program reads version {Version}.");
        var list = new Series[reader.Count(maxSeries, "Series in the schema")];
        var seen = new HashSet<Series>(list.Length);
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = SeriesPool.Shared.Get(ReadSeries(ref reader));
            if (!seen.Add(list[i])) throw new WireFormatException($"The schema names the series {list[i]} twice.");
        }

        if (reader.Left > 0) throw new WireFormatException($"{reader.Left} bytes follow the schema.");
        return new Schema(list, encoded.ToArray());
    }

    private static Series ReadSeries(ref WireReader reader)
    {
        var metric = SchemaNames.Check(reader.Text(WireLimits.MaxNameLength, "A metric's name"), "metric");
        var kind = (MetricKind)reader.Byte();
        if (kind > MetricKind.Counter) throw new WireFormatException($"Metric '{metric}' has the unknown kind {(int)kind}.");
        var unit = reader.Text(WireLimits.MaxNameLength, $"The unit of '{metric}'");
        var labels = new Label[reader.Count(WireLimits.MaxLabels, $"Labels of '{metric}'")];
        for (var i = 0; i < labels.Length; i++)
        {
            var name = SchemaNames.Check(reader.Text(WireLimits.MaxNameLength, $"A label's name of '{metric}'"), "label");
            labels[i] = new Label(name, reader.Text(WireLimits.MaxLabelValueLength, $"Label '{name}' of '{metric}'"));
        }

        try
        {
            return new Series(metric, kind, unit, labels);
        }
        catch (ArgumentException twice)
        {
            throw new WireFormatException(twice.Message);
        }
    }
}
