using Xunit;

namespace Dcmon.Settings.Tests;

public class TimeTextTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    [Theory]
    [InlineData("now", 1_800_000_000_000)]
    [InlineData("-90s", 1_799_999_910_000)]
    [InlineData("-1.5h", 1_799_994_600_000)]
    [InlineData("1700000000", 1_700_000_000_000)]
    [InlineData("1700000000.5", 1_700_000_000_500)]
    [InlineData("1700000000123", 1_700_000_000_123)]
    [InlineData("2026-01-01T00:00:00Z", 1_767_225_600_000)]
    public void TryReadInstant_Good_IsRead(string text, long expected)
    {
        Assert.True(TimeText.TryReadInstant(text, Now, out var instant));
        Assert.Equal(expected, instant);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-")]
    [InlineData("1e400")]
    [InlineData("-1y")]
    public void TryReadInstant_Bad_IsNot(string text) => Assert.False(TimeText.TryReadInstant(text, Now, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("15", 15_000)]
    [InlineData("250ms", 250)]
    [InlineData("5m", 300_000)]
    [InlineData("1d", 86_400_000)]
    public void TryReadSpan_Good_IsRead(string text, long expected)
    {
        Assert.True(TimeText.TryReadSpan(text, out var span));
        Assert.Equal(expected, span);
    }
}
