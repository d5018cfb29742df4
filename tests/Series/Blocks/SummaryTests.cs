using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;
using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Blocks;

public sealed class SummaryTests
{
    private const int Rows = 24;

    private static readonly SummaryFields[] Each =
        [.. Enumerable.Range(0, 8).Select(bit => (SummaryFields)(1 << bit))];

    [Theory]
    [InlineData(SummaryFields.Gauge)]
    [InlineData(SummaryFields.Counter)]
    [InlineData(SummaryFields.Count | SummaryFields.Covered)]
    public void ReadSummary_WhateverIsWanted_GivesThatAndNoMore(SummaryFields held)
    {
        var written = Buffers(held);
        var block = Block(written);
        var head = BlockReader.Verify(block.Head, block.Data);
        var read = new SummaryBuffers();
        for (var wanted = 0; wanted < 256; wanted++)
        {
            read.Reset(Tier.FiveMinutes, Rows);
            BlockReader.ReadSummary(head, 3, BlockTests.Part(block, head, 3), (SummaryFields)wanted, read);
            Assert.Equal(held & (SummaryFields)wanted, read.Fields);
            foreach (var field in Each)
                Assert.Equal((read.Fields & field) == 0 ? [] : written.Columns[field].ToArray(), read.Columns[field].ToArray());
        }
    }

    [Fact]
    public void ReadSummary_AnyValues_GivesTheSameBits()
    {
        var any = Gen.OneOf(
            Gen.Choose(-1000, 1000).Select(value => value / 100.0), Gen.Choose(0, 30).Select(value => (double)value),
            Gen.Elements(double.NaN, double.NaN, -0.0, 0, Math.PI, 9e15, -1e300, double.PositiveInfinity));
        var tame = Gen.Choose(-1000, 1000).Select(value => value / 100.0);
        Prop.ForAll(Gen.OneOf(any, tame, tame).ArrayOf(8 * Rows).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (values, fields) =>
        {
            var buffers = new SummaryBuffers();
            buffers.Reset(Tier.OneHour, Rows);
            for (var i = 0; i < 8; i++) values.AsSpan(i * Rows, Rows).CopyTo(buffers[Each[i]]);
            buffers.Fields = (SummaryFields)fields;
            AssertRoundTrip(buffers);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void ReadSummary_OfRealSeriesWithGaps_GivesTheSame()
    {
        var signals = new Signals(12);
        double[][] series =
        [
            signals.Counter(Rows * 30, 40, 8, 512), [.. signals.Counter(Rows * 30, 20, 3).Select(ticks => ticks / 100)],
            signals.Temperature(Rows * 30), signals.Swaying(Rows * 30), signals.Irrational(Rows * 30),
        ];
        foreach (var samples in series)
            foreach (var gaps in (int[][])[[], [0], [Rows - 1], [3, 4, 5, 9], [.. Enumerable.Range(0, Rows)]])
                AssertRoundTrip(Summarize(samples, gaps));
    }

    [Fact]
    public void Summary_OfACounter_DerivesMostFieldsFromFirstAndLast()
    {
        var buffers = Summarize(new Signals(13).Counter(Rows * 30, 400, 20), []);
        var encoded = AssertRoundTrip(buffers);
        var apart = Each.Sum(field => Columns.Encode(buffers.Columns[field]).Length);
        Assert.InRange(encoded.Length, 1, apart * 6 / 10);
    }

    [Fact]
    public void ReadSummary_NothingKept_GivesNoFields()
    {
        var block = Block(Buffers(SummaryFields.None));
        var head = BlockHead.Read(block.Head);
        var read = new SummaryBuffers();
        read.Reset(Tier.FiveMinutes, Rows);
        BlockReader.ReadSummary(head, 3, BlockTests.Part(block, head, 3), SummaryFields.Counter, read);
        Assert.Equal(SummaryFields.None, read.Fields);
    }

    [Fact]
    public void Summary_OfAConstant_IsAFewBytes()
    {
        var buffers = new SummaryBuffers();
        buffers.Reset(Tier.FiveMinutes, Rows);
        foreach (var field in Each.Take(6)) buffers[field].Fill(field switch
        {
            SummaryFields.Count => 30,
            SummaryFields.Sum => 30 * 42,
            _ => 42,
        });
        buffers.Fields = SummaryFields.Gauge;
        var head = BlockHead.Read(Block(buffers).Head);
        Assert.InRange(head[3].Length, 1, 20);
    }

    [Fact]
    public void ReadSummary_Damaged_ThrowsNothingElse()
    {
        var random = new Random(9);
        var block = Block(Buffers(SummaryFields.Counter));
        var head = BlockHead.Read(block.Head);
        var bytes = BlockTests.Part(block, head, 3).ToArray();
        var read = new SummaryBuffers();
        for (var i = 0; i < 5000; i++)
        {
            var damaged = bytes[..(i % 5 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            var within = random.Next(2) == 0 ? Math.Min(12, damaged.Length) : damaged.Length;
            for (var flips = random.Next(1, 4); flips > 0 && within > 0; flips--)
                damaged[random.Next(within)] ^= (byte)(1 << random.Next(8));
            read.Reset(Tier.FiveMinutes, Rows);
            Assert.Null(Record.Exception(() => SummaryCodec.Decode(damaged, SummaryFields.Counter, read)) switch
            {
                BlockFormatException => null,
                var other => other,
            });
        }
    }

    private static byte[] AssertRoundTrip(SummaryBuffers buffers)
    {
        var target = new WireWriter();
        SummaryCodec.Encode(buffers.Columns, buffers.Rows, target);
        var read = new SummaryBuffers();
        foreach (var wanted in (SummaryFields[])[SummaryFields.Counter, .. Each])
        {
            read.Reset(buffers.Tier, buffers.Rows);
            SummaryCodec.Decode(target.Written, wanted, read);
            Assert.Equal(buffers.Fields & wanted, read.Fields);
            foreach (var field in Each)
            {
                if ((read.Fields & field) == 0) continue;
                Assert.Equal(
                    buffers[field].ToArray().Select(BitConverter.DoubleToInt64Bits),
                    read[field].ToArray().Select(BitConverter.DoubleToInt64Bits));
            }
        }

        return target.Written.ToArray();
    }

    /// <summary>Summaries of 30 samples each; in the gaps there are none.</summary>
    private static SummaryBuffers Summarize(double[] samples, int[] gaps)
    {
        var buffers = new SummaryBuffers();
        buffers.Reset(Tier.FiveMinutes, Rows);
        buffers.Fields = SummaryFields.Counter;
        foreach (var field in Each)
        {
            for (var row = 0; row < Rows; row++)
            {
                var part = samples.AsSpan(row * 30, 30).ToArray();
                buffers[field][row] = gaps.Contains(row) ? double.NaN : field switch
                {
                    SummaryFields.Minimum => part.Min(),
                    SummaryFields.Maximum => part.Max(),
                    SummaryFields.Sum => (double)part.Select(value => (decimal)value).Sum(),
                    SummaryFields.Count => 30,
                    SummaryFields.First => part[0],
                    SummaryFields.Last => part[^1],
                    SummaryFields.Increase => (double)((decimal)part[^1] - (decimal)part[0]),
                    _ => 290_000,
                };
            }
        }

        return buffers;
    }

    private static EncodedBlock Block(SummaryBuffers summary)
    {
        var writer = new BlockWriter(Tier.FiveMinutes, Rows);
        for (var i = 0; i < 3; i++) writer.Longs(new long[Rows]);
        writer.Summary(summary.Columns);
        return writer.Finish();
    }

    private static SummaryBuffers Buffers(SummaryFields fields)
    {
        var signals = new Signals(10);
        var buffers = new SummaryBuffers();
        buffers.Reset(Tier.FiveMinutes, Rows);
        foreach (var field in Each)
        {
            var values = field == SummaryFields.Maximum ? buffers[SummaryFields.Minimum].ToArray() : signals.Counter(Rows, 300, 20);
            if (field == SummaryFields.Count) Array.Fill(values, 30);
            values[5] = double.NaN;
            values.CopyTo(buffers[field]);
        }

        buffers.Fields = fields;
        return buffers;
    }
}
