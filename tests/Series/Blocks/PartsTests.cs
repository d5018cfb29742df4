using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Blocks.Columns;
using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;

namespace Dcmon.TimeSeries.Tests.Blocks;

public sealed class PartsTests
{
    private static readonly Gen<long> AnyLong = Gen.OneOf(
        Gen.Choose(-300, 300).Select(value => (long)value),
        Gen.Choose(int.MinValue, int.MaxValue).SelectMany(value => Gen.Choose(0, 63).Select(shift => (long)value << shift ^ value)),
        Gen.Elements(long.MinValue, long.MaxValue, 0, -1));

    [Fact]
    public void Crc32C_KnownText_IsAsPublished() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void Crc32C_OfNothing_IsZero() => Assert.Equal(0u, Crc32C.Of([]));

    [Fact]
    public void BitReader_AnyWidths_ReadsWhatWasWritten() =>
        Prop.ForAll(Gen.Zip(AnyLong, Gen.Choose(0, 64)).ArrayOf().ToArbitrary(), pairs =>
        {
            var target = new WireWriter();
            var writer = new BitWriter(target);
            foreach (var (value, bits) in pairs) writer.Write(Low(value, bits), bits);
            writer.Finish();
            var reader = new BitReader(target.Written);
            foreach (var (value, bits) in pairs) Assert.Equal(Low(value, bits), reader.Read(bits));
            Assert.Equal(target.Length, reader.Finish());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void TokenForm_EachForm_PutsTogetherWhatItSplit() =>
        Prop.ForAll(AnyLong.NonEmptyListOf().ToArbitrary(), values =>
        {
            foreach (var form in TokenForm.All)
            {
                var fitting = values.Where(value => form.Token((ulong)value) < TokenForm.MaxTokens).ToArray();
                var tokens = fitting.Select(value => (byte)form.Token((ulong)value)).ToArray();
                var target = new WireWriter();
                var writer = new BitWriter(target);
                for (var i = 0; i < fitting.Length; i++)
                    writer.Write(form.Rest((ulong)fitting[i], tokens[i]), form.Bits[tokens[i]]);
                writer.Finish();
                var joined = new long[fitting.Length];
                Assert.Equal(target.Length, form.Join(tokens, target.Written, signed: false, joined));
                Assert.Equal(fitting, joined);
                form.Join(tokens, target.Written, signed: true, joined);
                Assert.Equal(fitting.Select(value => Zigzag.Decode((ulong)value)), joined);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void TokenForm_Finest_DistinguishesWhatAnyFormDoes() =>
        Prop.ForAll(AnyLong.ToArbitrary(), value =>
        {
            var smallest = TokenForm.Finest.Bases[TokenForm.Finest.Token((ulong)value)];
            foreach (var form in TokenForm.All) Assert.Equal(form.Token((ulong)value), form.Token(smallest));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Predictor_Each_RestoresAnyIntegers()
    {
        var filter = new LinearFilter { Order = 5 };
        ((long[])[32767, -32767, 1, 4096, -5]).CopyTo(filter.Weights, 0);
        Prop.ForAll(AnyLong.NonEmptyListOf().ToArbitrary(), AnyLong.ToArbitrary(), (list, centre) =>
        {
            foreach (var predictor in Predictor.All)
            {
                var values = list.ToArray();
                if (predictor.First > 0) values[0] = 0;
                var number = predictor.HasCentre || predictor.First == 0 ? centre : 0;
                var left = new long[values.Length - predictor.First];
                predictor.Leave(values, number, filter, left);
                var restored = new long[values.Length];
                left.CopyTo(restored, predictor.First);
                if (predictor.Signed)
                {
                    foreach (ref var each in restored.AsSpan(predictor.First)) each = Zigzag.Decode((ulong)each);
                }

                predictor.Restore(restored, predictor.HasCentre ? number : 0, filter, 1, predictor.HasCentre ? 0 : number);
                Assert.Equal(values, restored);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void FrequencyTable_AnyCounts_AddUpAndComeBack()
    {
        var counts = Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Choose(0, 20)), (1, Gen.Choose(0, 1_000_000)));
        Prop.ForAll(counts.ListOf().Where(list => list.Count <= 255).ToArbitrary(), list =>
        {
            foreach (var rans in (Rans[])[Rans.Small, Rans.Medium, Rans.Large])
            {
                var (table, read, target) = (new FrequencyTable(), new FrequencyTable(), new WireWriter());
                int[] all = [.. list, 1];
                table.Normalize(all, rans);
                table.Write(rans, target);
                var source = new WireReader(target.Written);
                read.Read(ref source, rans);
                Assert.Equal(0, source.Left);
                Assert.Equal(1 << rans.Log, Enumerable.Range(0, all.Length).Sum(token => table[token]));
                for (var token = 0; token < all.Length; token++)
                {
                    Assert.Equal(table[token], read[token]);
                    Assert.Equal(all[token] > 0, table[token] > 0);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void FrequencyTable_AllTokensEquallyOften_LeavesRoomForEach()
    {
        var table = new FrequencyTable();
        table.Normalize(Enumerable.Repeat(7, 256).ToArray(), Rans.Small);
        Assert.All(Enumerable.Range(0, 256), token => Assert.Equal(4, table[token]));
    }

    [Theory]
    [InlineData(new long[] { 5, 5, 5 }, 1)]
    [InlineData(new long[] { 5, 5 + 4096, 5 - 8192 }, 4096)]
    [InlineData(new long[] { 1, 7, 10 }, 3)]
    [InlineData(new long[] { 0, long.MinValue }, 1)]
    [InlineData(new long[] { 0, long.MinValue, 1L << 62 }, 1L << 62)]
    public void CommonDivisor_Differences_IsFound(long[] values, long divisor) => Assert.Equal(divisor, CommonDivisor.Of(values));

    private static ulong Low(long value, int bits) => bits == 64 ? (ulong)value : (ulong)value & ((1UL << bits) - 1);
}
