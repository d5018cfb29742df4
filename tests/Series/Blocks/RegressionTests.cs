using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>Columns that are derived from others of their block.</summary>
public sealed class RegressionTests
{
    private const int Day = 8640;

    [Fact]
    public void Make_IdleTimeOfACore_IsDerivedFromTheOtherModes()
    {
        var (user, system) = (Tally(_ => 300, 40), Tally(_ => 60, 8));
        var waiting = Tally(i => i % 7 == 0 ? 2 : 0, 1);
        var jitter = new Random(1);
        var idle = Signals.Make(Day, i => Math.Round((1000 * i - user[i] - system[i] - waiting[i] + jitter.Next(-1, 2)) / 100, 2));
        double[][] columns = [Hundredths(user), Hundredths(system), Hundredths(waiting), idle];
        var (head, block) = Make(columns);
        // About the entropy of one of three, less than a third of what the column takes by itself.
        Assert.Single(Derived(head, block, columns.Length));
        var sizes = columns.Select((column, i) => head[2 + i].Length / (double)Columns.Encode(column).Length).ToList();
        Assert.InRange(sizes.Min(), 0, 0.33);
    }

    [Fact]
    public void Make_SameValuesButForAConstant_IsAFewBytes()
    {
        var free = new Signals(3).Counter(Day, 0, 3000, 4096);
        var (head, block) = Make([free, [.. free.Select(value => value - 5_000_000 * 4096.0)], new Signals(4).Temperature(Day)]);
        var derived = Assert.Single(Derived(head, block, 3));
        Assert.InRange(head[2 + derived].Length, 1, 40);
    }

    [Fact]
    public void Make_AnyColumns_GivesTheSameBits() => Prop.ForAll(
        (from seed in Gen.Choose(0, int.MaxValue)
         from size in Gen.Choose(0, 52)
         from count in Gen.Choose(1, 8)
         select (seed, size, count)).ToArbitrary(),
        each => Make(Mixture(new Random(each.seed), Math.Pow(2, each.size), each.count)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Decode_TheseBytes_GivesTheValues()
    {
        var writer = new BlockWriter(Tier.Raw, 3);
        writer.Longs([1, 2, 3]);
        writer.Longs([1, 2, 3]);
        writer.Column([10, 20, 40]);
        var block = writer.Finish();
        var head = BlockHead.Read(block.Head);
        // Shift 1, one column, number 0, weight 3 (zigzag 6); start 100 (zigzag 200), divisor 2; what is left: 0, 1, 0 in one bit each.
        var bytes = Convert.FromHexString("4001010006C80102" + "0100" + "0102");
        var values = new double[3];
        ColumnCodec.Decode(bytes, values, new IntegerColumns(head, each => BlockTests.Part(block, head, each)));
        Assert.Equal([100, 100 + 2 * (15 + 1), 100 + 2 * 45], values);
    }

    [Fact]
    public void Decode_DerivedColumnDamaged_ThrowsNothingElse()
    {
        var columns = Mixture(new Random(12), 1e6, 8);
        var (head, block) = Make(columns);
        var derived = Derived(head, block, columns.Length);
        Assert.NotEmpty(derived);
        var random = new Random(13);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = BlockTests.Part(block, head, 2 + derived[i % derived.Count]).ToArray();
            // Weights, numbers of columns, start and divisor stand at the beginning.
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(1, Math.Min(bytes.Length, random.Next(2) == 0 ? 24 : bytes.Length))] ^= (byte)(1 << random.Next(8));
            var others = new IntegerColumns(head, each => BlockTests.Part(block, head, each));
            var problem = Record.Exception(() => ColumnCodec.Decode(bytes, new double[head.Rows], others));
            Assert.True(problem is null or BlockFormatException, problem?.ToString());
        }
    }

    [Fact]
    public void Decode_DerivedFromAColumnThatIsNotThere_SaysSo()
    {
        var (head, block) = Make([new Signals(1).Noise(Day, 50, 9)]);
        var bytes = Columns.Encode(new double[Day]);
        var target = new WireWriter();
        target.Bytes([DoubleForm.Derived, 0, 1, 200, 1, 2, 0, 1]);
        target.Bytes(bytes.AsSpan(1));
        var others = new IntegerColumns(head, each => BlockTests.Part(block, head, each));
        var problem = Assert.Throws<BlockFormatException>(() => ColumnCodec.Decode(target.Written, new double[Day], others));
        Assert.Contains("number 200", problem.Message, StringComparison.Ordinal);
        Assert.Throws<BlockFormatException>(() => ColumnCodec.Decode(target.Written, new double[Day]));
    }

    [Fact]
    public void ReadColumn_SourceIsDamaged_OnlyColumnsDerivedFromItAreLost()
    {
        var free = new Signals(3).Counter(Day, 0, 3000, 4096);
        double[][] columns = [free, [.. free.Select(value => value + 8192)], new Signals(4).Temperature(Day)];
        var (head, block) = Make(columns);
        var derived = Assert.Single(Derived(head, block, 3));
        block.Data[head[2 + (1 - derived)].Offset + 3] ^= 1;
        var values = new double[Day];
        Assert.Throws<BlockFormatException>(() => Read(head, block, derived, values));
        Read(head, block, 2, values);
        Assert.Equal(columns[2], values);
    }

    /// <summary>Makes a block, and asserts that all its columns come back, by their bits.</summary>
    private static (BlockHead Head, EncodedBlock Block) Make(double[][] columns)
    {
        var rows = new MemoryRows(columns);
        var block = BlockMaker.Make(0, rows.Times[^1], rows, Tier.FiveMinutes)[0].Bytes;
        var head = BlockReader.Verify(block.Head, block.Data);
        var values = new double[head.Rows];
        for (var i = 0; i < columns.Length; i++)
        {
            Read(head, block, i, values);
            Assert.Equal(columns[i].Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
        }

        return (head, block);
    }

    private static void Read(BlockHead head, EncodedBlock block, int column, double[] values) =>
        BlockReader.ReadColumn(head, 2 + column, each => BlockTests.Part(block, head, each), values);

    private static List<int> Derived(BlockHead head, EncodedBlock block, int columns) =>
        [.. Enumerable.Range(0, columns).Where(i => (BlockTests.Part(block, head, 2 + i)[0] & DoubleForm.Derived) != 0)];

    private static double[] Hundredths(double[] values) => [.. values.Select(value => value / 100)];

    /// <summary>A counter whose growth is noise around a level of its own each row.</summary>
    private static double[] Tally(Func<int, double> level, double deviation)
    {
        var signals = new Signals(17 + (int)deviation);
        var sum = 0.0;
        return Signals.Make(Day, i => sum += Math.Max(0, Math.Round(level(i) + deviation * signals.Normal())));
    }

    /// <summary>Sums of a few sources with any weights, and columns that have nothing to do with each other.</summary>
    private static double[][] Mixture(Random random, double size, int count)
    {
        var signals = new Signals(random.Next());
        var rows = random.Next(970, 1500);
        double[][] sources = [.. Enumerable.Range(0, 3).Select(_ => signals.Noise(rows, 0, size / 8))];
        return [.. Enumerable.Range(0, count).Select(_ => Column())];

        double[] Column()
        {
            var weights = sources.Select(_ => random.Next(3) * (random.NextDouble() - 0.3)).ToArray();
            var scale = Math.Pow(10, random.Next(4));
            var odd = random.Next(5);
            return Signals.Make(rows, row => odd switch
            {
                0 when random.Next(100) == 0 => double.NaN,
                1 when random.Next(300) == 0 => -0.0,
                _ => Math.Round(weights.Select((weight, i) => weight * sources[i][row]).Sum() + signals.Normal()) / scale,
            });
        }
    }
}
