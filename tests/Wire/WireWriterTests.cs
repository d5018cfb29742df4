using Dcmon.Wire.Packing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class WireWriterTests
{
    [Fact]
    public void Varint_Any_IsReadBack() =>
        Prop.ForAll<ulong>(AssertReadBack).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(0ul, 1)]
    [InlineData(127ul, 1)]
    [InlineData(128ul, 2)]
    [InlineData(ulong.MaxValue, 10)]
    public void Varint_Corner_HasItsSize(ulong value, int size)
    {
        var writer = new WireWriter();
        writer.Varint(value);
        Assert.Equal(size, writer.Length);
        AssertReadBack(value);
    }

    [Fact]
    public void Varint_TooLong_IsRefused()
    {
        byte[] tooLong = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02];
        Assert.Throws<WireFormatException>(() => new WireReader(tooLong).Varint());
        Assert.Throws<WireFormatException>(() => new WireReader(Enumerable.Repeat((byte)0x80, 20).ToArray()).Varint());
    }

    [Fact]
    public void Text_AnyText_IsReadBack() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var writer = new WireWriter();
            writer.Text(text.Get);
            // Half a surrogate pair is no text, and UTF-8 has no way to write it.
            var expected = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
            Assert.Equal(expected, new WireReader(writer.Written).Text(100_000, "text"));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Text_NotUtf8_IsRefused() =>
        Assert.Throws<WireFormatException>(() => new WireReader([2, 0xc3, 0x28]).Text(10, "text"));

    [Fact]
    public void Overwrite_LengthInFront_IsFilledIn()
    {
        var writer = new WireWriter();
        writer.Byte(0);
        writer.Bytes(new byte[1000]);
        writer.Overwrite(0, 1)[0] = 7;
        Assert.Equal(7, writer.Written[0]);
        Assert.Equal(1001, writer.Length);
    }

    private static void AssertReadBack(ulong value)
    {
        var writer = new WireWriter();
        writer.Varint(value);
        var reader = new WireReader(writer.Written);
        Assert.Equal(value, reader.Varint());
        Assert.Equal(0, reader.Left);
    }
}
