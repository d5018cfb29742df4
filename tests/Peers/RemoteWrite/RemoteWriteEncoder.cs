using Dcmon.Simulation.RandomWalk;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;

namespace Dcmon.Peers.RemoteWrite;

/// <summary>
/// Prometheus' remote write 1.0: protobuf's <c>WriteRequest{timeseries=1: TimeSeries{labels=1: Label{name=1, value=2},
/// samples=2: Sample{value=1: double, timestamp=2: int64}}}</c> in a block of Snappy. Belongs to one host and is used
/// by one caller at a time.
/// </summary>
internal sealed class RemoteWriteEncoder
{
    private const byte Field1Length = 1 << 3 | 2;
    private const byte Field2Length = 2 << 3 | 2;
    private const byte Field1Double = 1 << 3 | 1;
    private const byte Field2Varint = 2 << 3 | 0;

    /// <summary>The labels of each series, encoded once.</summary>
    private readonly byte[][] _labels;

    private readonly WireWriter _message = new();
    private readonly WireWriter _series = new();
    private readonly WireWriter _sample = new();

    /// <summary>Takes a host's series; the host's name becomes the label <c>client</c>.</summary>
    public RemoteWriteEncoder(GeneratedHost host) =>
        _labels = [.. host.Schema.Series.Select(series => Labels(series, host.Name))];

    /// <summary>A request's body.</summary>
    public byte[] Encode(SampleBatch batch)
    {
        _message.Clear();
        for (var i = 0; i < batch.Series; i++)
        {
            _series.Clear();
            _series.Bytes(_labels[i]);
            for (var row = 0; row < batch.Rows; row++)
                Sample(batch.Row(row)[i], batch.Times[row]);
            Nested(_message, Field1Length, _series.Written);
        }

        return IronSnappy.Snappy.Encode(_message.Written);
    }

    private void Sample(double value, long time)
    {
        _sample.Clear();
        _sample.Byte(Field1Double);
        _sample.Int64(BitConverter.DoubleToInt64Bits(value));
        _sample.Byte(Field2Varint);
        _sample.Varint((ulong)time);
        Nested(_series, Field2Length, _sample.Written);
    }

    /// <summary>
    /// The protocol wants labels sorted by name; <c>__name__</c> comes first among those in use here.
    /// </summary>
    private static byte[] Labels(Series series, string host)
    {
        var all = series.Labels.ToArray().Append(new Label("__name__", series.Metric)).Append(
            new Label("client", host));
        var (encoded, label) = (new WireWriter(), new WireWriter());
        foreach (var (name, value) in all.OrderBy(each => each.Name, StringComparer.Ordinal))
        {
            label.Clear();
            label.Byte(Field1Length);
            label.Text(name);
            label.Byte(Field2Length);
            label.Text(value);
            Nested(encoded, Field1Length, label.Written);
        }

        return encoded.Written.ToArray();
    }

    private static void Nested(WireWriter target, byte key, ReadOnlySpan<byte> message)
    {
        target.Byte(key);
        target.Varint((ulong)message.Length);
        target.Bytes(message);
    }
}
