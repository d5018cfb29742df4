using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>
/// Bytes of version 1 (and what version 2 added), one column an encoding: what was written once must be readable for ever. Encoding may get
/// better and write something else; change <see cref="Encode_Today_WritesTheseBytes"/> then, never the bytes that are read.
/// </summary>
public sealed class GoldenTests
{
    private const string BlockHeadBytes = "010103040849FC237508CABC870B0849FC23752A9CC7DC4B8407C024";

    private const string BlockDataBytes =
        "90C0CF24E0A7120290A09C01E0A7120290C0CF24E0A71202FF1206000218150101"
        + "1B20011090AC02BA0E0290C00C190200A13C1E010190B08302F8B3030200A0B323";

    private static readonly (string Name, string Bytes, Func<double[]> Values)[] Cases =
    [
        ("constant", "0100D206", () => Signals.Make(5, _ => 42.5)),
        ("all missing", "0E", () => Signals.Make(3, _ => double.NaN)),
        ("steady counter, divisor", "0090D00F800402", () => Signals.Make(6, i => 1000 + 512 * i)),
        ("packed", "00010004205C20FFB9AD15F326AB", () => Signals.Make(20, i => Hash(i, 16))),
        ("small entropy coder, average",
            "002A0003100E3C388EAB1CB76783750DFD91F549EA9DBD95E5313E85CBE040EDD765F8246406D60A3B4272B3B005",
            () => Signals.Make(60, i => i * 3 + Hash(i, 20))),
        ("medium entropy coder",
            "000300010200116B49DB756D12C100E306BADCDF0C45D319B83238DD3E060C472DBC18402980F3",
            () => Signals.Make(512, i => i % 9 == 0 ? Hash(i, 3) : 0)),
        ("large entropy coder", "0004000102003F44EF6FE70811422B038AF3D190F4B76BEA909C",
            () => Signals.Make(2048, i => Hash(i, 300) == 0 ? 1 : Hash(i, 311) == 0 ? 2 : 0)),
        ("linear",
            "006A002002F261F93F06280F00A8AF010000FCFF00FFCF1000948A7886668DB9F88C181A0722E639C0CD341EDBDC1E1513D07FF855555501",
            () => Signals.Make(120, i => Math.Round(1000 * Math.Sin(i * 0.7)))),
        ("runs", "000507910A050001202114030C4202", () => Signals.Make(40, i => 10 + Hash(i / 5, 4))),
        ("some missing", "110AA90602010D1100020124", () => Signals.Make(9, i => i % 4 == 3 ? double.NaN : i / 10.0)),
        ("odd value", "2101001200000000000000800032", () => Signals.Make(64, i => i == 9 ? -0.0 : 2.5)),
        ("bits of doubles", "0D11B0B4A1C4EAFE90898001B1B4A1C4EAFE908980014000000000000000001A2D4454FB21F9BF1A2D4454FB211140",
            () => [Math.PI, -0.0, double.PositiveInfinity, BitConverter.Int64BitsToDouble(0x7ff8000000000001)]),
    ];

    public static TheoryData<string> Names() => [.. Cases.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_TheseBytes_GivesTheValues(string name)
    {
        var (_, bytes, values) = Cases.Single(each => each.Name == name);
        var expected = values();
        var decoded = new double[expected.Length];
        ColumnCodec.Decode(Convert.FromHexString(bytes), decoded);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), decoded.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Today_WritesTheseBytes(string name)
    {
        var (_, bytes, values) = Cases.Single(each => each.Name == name);
        Assert.Equal(bytes, Convert.ToHexString(Columns.Encode(values())));
    }

    [Fact]
    public void Block_Today_IsTheseBytes()
    {
        var block = Block();
        // The version, and the checksum of the head, are not those of version 1.
        Assert.Equal(2, block.Head[0]);
        Assert.Equal(BlockHeadBytes[2..^8], Convert.ToHexString(block.Head)[2..^8]);
        Assert.Equal(BlockDataBytes, Convert.ToHexString(block.Data));
    }

    [Fact]
    public void ReadBlock_TheseBytes_GivesTheValues()
    {
        var data = Convert.FromHexString(BlockDataBytes);
        var head = BlockReader.Verify(Convert.FromHexString(BlockHeadBytes), data);
        Assert.Equal((Tier.FiveMinutes, 3, 4), (head.Tier, head.Rows, head.Entries));
        var read = new SummaryBuffers();
        read.Reset(head.Tier, head.Rows);
        BlockReader.ReadLongs(head, 0, BlockTests.Part(new([], data), head, 0), read.Ends);
        BlockReader.ReadSummary(head, 3, BlockTests.Part(new([], data), head, 3), SummaryFields.Counter, read);
        Assert.Equal([300_000, 600_000, 900_000], read.Ends.ToArray());
        var expected = Summary().Columns;
        for (var bit = 0; bit < 8; bit++)
            Assert.Equal(expected[(SummaryFields)(1 << bit)].ToArray(), read.Columns[(SummaryFields)(1 << bit)].ToArray());
    }

    private static EncodedBlock Block()
    {
        var writer = new BlockWriter(Tier.FiveMinutes, 3);
        writer.Longs([300_000, 600_000, 900_000]);
        writer.Longs([10_000, 310_000, 610_000]);
        writer.Longs([300_000, 600_000, 900_000]);
        writer.Summary(Summary().Columns);
        return writer.Finish();
    }

    private static SummaryBuffers Summary()
    {
        var buffers = new SummaryBuffers();
        buffers.Reset(Tier.FiveMinutes, 3);
        ((double[])[1.5, double.NaN, 20]).CopyTo(buffers[SummaryFields.Minimum]);
        ((double[])[9.5, double.NaN, 28.25]).CopyTo(buffers[SummaryFields.Maximum]);
        ((double[])[166, double.NaN, 724]).CopyTo(buffers[SummaryFields.Sum]);
        ((double[])[30, 0, 30]).CopyTo(buffers[SummaryFields.Count]);
        ((double[])[1.5, double.NaN, 20]).CopyTo(buffers[SummaryFields.First]);
        ((double[])[9.5, double.NaN, 28.25]).CopyTo(buffers[SummaryFields.Last]);
        ((double[])[8, double.NaN, 8.25]).CopyTo(buffers[SummaryFields.Increase]);
        ((double[])[290_000, double.NaN, 290_000]).CopyTo(buffers[SummaryFields.Covered]);
        buffers.Fields = SummaryFields.Counter;
        return buffers;
    }

    /// <summary>Numbers below <paramref name="limit"/> that look random.</summary>
    private static double Hash(int i, uint limit)
    {
        var x = (uint)i * 2654435761u;
        x = (x ^ x >> 15) * 2246822519u;
        return (x ^ x >> 13) % limit;
    }
}
