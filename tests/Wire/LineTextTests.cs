using Xunit;

namespace Dcmon.Wire.Tests;

public class LineTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("gpu-01.rack_7.example.org")]
    [InlineData("Größe 東京 🚀 'quoted' \\")]
    public void Plain_StaysAsItIs(string text)
    {
        Assert.True(LineText.IsPlain(text));
        Assert.Same(text, LineText.Escape(text));
    }

    [Theory]
    [InlineData("a\r\nb", @"a\r\nb")]
    [InlineData("a\tb", @"a\tb")]
    [InlineData("a\0b", @"a\u0000b")]
    [InlineData("\u001b[31mred\u009b", @"\u001b[31mred\u009b")]
    [InlineData("\u007f", @"\u007f")]
    [InlineData("\u202egnp.exe", @"\u202egnp.exe")]
    [InlineData("\u2066\u200f\u061c", @"\u2066\u200f\u061c")]
    [InlineData("\u2028\u2029\ufeff\u200b", @"\u2028\u2029\ufeff\u200b")]
    [InlineData("\U000e0041", @"\U000e0041")]
    public void NotPlain_IsEscaped(string text, string escaped)
    {
        Assert.False(LineText.IsPlain(text));
        Assert.Equal(escaped, LineText.Escape(text));
    }
}
