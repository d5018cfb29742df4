using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Blocks.Columns;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>Damaged columns, with no checksum before them to find it: either an error, or so many values; nothing else.</summary>
public sealed class FuzzTests
{
    private static readonly int[] Rows = [1, 2, 24, 97, 720, 2500];

    [Fact]
    public void Decode_BitsFlipped_ThrowsNothingElse()
    {
        var random = new Random(5);
        foreach (var column in Samples())
        {
            for (var i = 0; i < 600; i++)
            {
                var damaged = column.Encoded.ToArray();
                // At the beginning are the numbers that all else depends on.
                var within = random.Next(2) == 0 ? Math.Min(24, damaged.Length) : damaged.Length;
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                    damaged[random.Next(within)] ^= (byte)(1 << random.Next(8));
                Decode(damaged, column.Rows);
            }
        }
    }

    [Fact]
    public void Decode_CutShort_Throws()
    {
        foreach (var column in Samples())
            for (var length = 0; length < column.Encoded.Length; length += 1 + length / 64)
                Assert.Throws<BlockFormatException>(() =>
                    ColumnCodec.Decode(column.Encoded.AsSpan(0, length), new double[column.Rows]));
    }

    [Fact]
    public void Decode_BytesLeft_Throws()
    {
        foreach (var column in Samples())
            Assert.Throws<BlockFormatException>(() => ColumnCodec.Decode([.. column.Encoded, 0], new double[column.Rows]));
    }

    [Fact]
    public void Decode_OtherNumberOfRows_ThrowsNothingElse()
    {
        foreach (var column in Samples())
            foreach (var rows in Rows) Decode(column.Encoded, rows);
    }

    [Fact]
    public void Decode_RandomBytes_ThrowsNothingElse()
    {
        var random = new Random(6);
        for (var i = 0; i < 40_000; i++)
        {
            var bytes = new byte[random.Next(1, 120)];
            random.NextBytes(bytes);
            // Else nearly all would end at the first byte.
            bytes[0] = (byte)random.Next(64);
            if (bytes.Length > 1) bytes[1] = (byte)((int)Coding.Runs * (i & 1) | bytes[1] & 0xfa * (~i & 1));
            Decode(bytes, Rows[i % Rows.Length]);
            DecodeLongs(bytes.AsSpan(1), Rows[i % Rows.Length]);
        }
    }

    private static void Decode(byte[] bytes, int rows)
    {
        try
        {
            ColumnCodec.Decode(bytes, new double[rows]);
        }
        catch (BlockFormatException)
        {
            // What it should say.
        }
    }

    private static void DecodeLongs(ReadOnlySpan<byte> bytes, int rows)
    {
        try
        {
            ColumnCodec.Decode(bytes, new long[rows]);
        }
        catch (BlockFormatException)
        {
            // What it should say.
        }
    }

    /// <summary>A column of each encoding, in lengths that each entropy coder takes.</summary>
    private static IEnumerable<(byte[] Encoded, int Rows)> Samples()
    {
        var signals = new Signals(4);
        foreach (var rows in Rows)
        {
            double[][] columns =
            [
                signals.Noise(rows, 50, 2), signals.Noise(rows, 0, 1e9), signals.Counter(rows, 40, 8, 512), signals.Held(rows, 6),
                signals.Swaying(rows), signals.Drifting(rows), signals.Irrational(rows), Signals.Make(rows, _ => 1.25),
                Signals.Make(rows, i => i % 90 == 80 ? -0.0 : i % 5),
                Signals.Make(rows, i => i % 7 == 0 ? double.NaN : i), Signals.Make(rows, i => i % 50 < 20 ? double.NaN : 3 * i),
            ];
            foreach (var column in columns) yield return (Columns.Encode(column), rows);
        }
    }
}
