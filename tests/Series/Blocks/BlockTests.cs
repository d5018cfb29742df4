using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Tests.Blocks;

public sealed class BlockTests
{
    private const int Rows = 48;

    [Fact]
    public void Read_RawBlock_GivesEachEntryByItself()
    {
        var (times, values, block) = RawBlock();
        var head = BlockHead.Read(block.Head);
        Assert.Equal((Tier.Raw, Rows, 5, block.Data.Length), (head.Tier, head.Rows, head.Entries, head.DataLength));
        var longs = new long[Rows];
        BlockReader.ReadLongs(head, 0, Part(block, head, 0), longs);
        Assert.Equal(times, longs);
        var doubles = new double[Rows];
        for (var entry = head.Tier.FirstSeries(); entry < head.Entries; entry++)
        {
            BlockReader.ReadColumn(head, entry, each => Part(block, head, each), doubles);
            Assert.Equal(values[entry - 2], doubles);
        }
    }

    [Fact]
    public void Verify_EachBitFlipped_FindsIt()
    {
        var block = RawBlock().Block;
        BlockReader.Verify(block.Head, block.Data);
        foreach (var bytes in (byte[][])[block.Head, block.Data])
        {
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << bit % 8);
                Assert.Throws<BlockFormatException>(() => BlockReader.Verify(block.Head, block.Data));
                bytes[bit / 8] ^= (byte)(1 << bit % 8);
            }
        }
    }

    [Fact]
    public void Verify_CutOrLonger_FindsIt()
    {
        var block = RawBlock().Block;
        for (var length = 0; length < block.Head.Length; length++)
            Assert.Throws<BlockFormatException>(() => BlockReader.Verify(block.Head.AsSpan(0, length), block.Data));
        for (var length = 0; length < block.Data.Length; length++)
            Assert.Throws<BlockFormatException>(() => BlockReader.Verify(block.Head, block.Data.AsSpan(0, length)));
        Assert.Throws<BlockFormatException>(() => BlockReader.Verify([.. block.Head, 0], block.Data));
        Assert.Throws<BlockFormatException>(() => BlockReader.Verify(block.Head, [.. block.Data, 0]));
    }

    [Fact]
    public void ReadColumn_DamagedEntry_FindsItAndReadsTheOthers()
    {
        var (_, values, block) = RawBlock();
        var head = BlockHead.Read(block.Head);
        block.Data[head[3].Offset] ^= 4;
        var doubles = new double[Rows];
        Assert.Throws<BlockFormatException>(() => BlockReader.ReadColumn(head, 3, each => Part(block, head, each), doubles));
        Assert.Throws<BlockFormatException>(() => BlockReader.ReadColumn(head, 2, _ => Part(block, head, 4), doubles));
        BlockReader.ReadColumn(head, 2, each => Part(block, head, each), doubles);
        Assert.Equal(values[0], doubles);
    }

    [Theory]
    [InlineData(0, 3, "version 3")]
    [InlineData(1, 3, "tier 3")]
    [InlineData(2, 0, "no rows")]
    public void ReadHead_UnknownByteUnderAValidChecksum_SaysWhat(int at, byte value, string what)
    {
        var body = RawBlock().Block.Head[..^4];
        body[at] = value;
        var problem = Assert.Throws<BlockFormatException>(() => BlockHead.Read([.. body, .. BitConverter.GetBytes(Crc32C.Of(body))]));
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadHead_RandomBytesUnderAValidChecksum_ThrowsNothingElse()
    {
        var random = new Random(8);
        for (var i = 0; i < 5000; i++)
        {
            var body = new byte[random.Next(60)];
            random.NextBytes(body);
            if (body.Length > 1) (body[0], body[1]) = ((byte)random.Next(1, 3), (byte)random.Next(3));
            Assert.Null(Record.Exception(() => BlockHead.Read([.. body, .. BitConverter.GetBytes(Crc32C.Of(body))])) switch
            {
                BlockFormatException => null,
                var other => other,
            });
        }
    }

    [Fact]
    public void Write_WrongNumberOfValues_IsRefused()
    {
        var writer = new BlockWriter(Tier.Raw, Rows);
        Assert.Throws<ArgumentException>(() => writer.Longs(new long[Rows - 1]));
        Assert.Throws<ArgumentException>(() => writer.Column(new double[Rows + 1]));
        Assert.Throws<ArgumentException>(() => writer.Summary(new SummaryColumns { Last = new double[Rows - 1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockWriter(Tier.Raw, 0));
    }

    internal static ReadOnlySpan<byte> Part(EncodedBlock block, BlockHead head, int entry) =>
        block.Data.AsSpan(head[entry].Offset, head[entry].Length);

    private static (long[] Times, double[][] Values, EncodedBlock Block) RawBlock()
    {
        var signals = new Signals(7);
        var times = new long[Rows];
        for (var i = 0; i < Rows; i++) times[i] = 1_780_000_000_000 + 10_000L * i + i % 3;
        double[][] values = [signals.Noise(Rows, 50, 2), signals.Counter(Rows, 9, 3), signals.Held(Rows, 6)];
        var writer = new BlockWriter(Tier.Raw, Rows);
        writer.Longs(times);
        writer.Longs([.. Enumerable.Range(100, Rows).Select(i => (long)i)]);
        foreach (var column in values) writer.Column(column);
        return (times, values, writer.Finish());
    }
}
