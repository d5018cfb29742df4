using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;

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
