using Xunit;

namespace Dcmon.Settings.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("10s", 10)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("90d", 7776000)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void Duration_WellFormed_IsRead(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
        Assert.True(Duration.TryParse(Duration.Format(duration), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e9d")]
    [InlineData("99999d")]
    [InlineData("1 w")]
    [InlineData("NaNs")]
    public void Duration_Malformed_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("512", 512)]
    [InlineData("64KB", 64_000)]
    [InlineData("1.5GB", 1_500_000_000)]
    [InlineData("1 gib", 1073741824)]
    [InlineData("0B", 0)]
    public void ByteSize_WellFormed_IsRead(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(bytes, size.Bytes);
        Assert.True(ByteSize.TryParse(size.ToString(), out var again));
        Assert.Equal(size, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("-1")]
    [InlineData("1XB")]
    [InlineData("99999999999TB")]
    [InlineData("NaN")]
    public void ByteSize_Malformed_IsRefused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
