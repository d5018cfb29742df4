using Dcmon.Wire.Enrollment;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class EnrollmentUrlTests
{
    private static readonly string Fingerprint = new('a', 64);

    [Fact]
    public void Parse_WellFormed_IsTakenApart()
    {
        var url = EnrollmentUrl.Parse($"https://host:8444#TOKEN.{Fingerprint.ToUpperInvariant()}");
        Assert.Equal(new Uri("https://host:8444"), url.Server);
        Assert.Equal("TOKEN", url.Token);
        Assert.Equal(Fingerprint, url.Fingerprint);
        Assert.Equal(url, EnrollmentUrl.Parse(url.ToSecretString()));
        Assert.DoesNotContain("TOKEN", url.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData("http://host#SECRET.@")]
    [InlineData("https://host")]
    [InlineData("https://host#SECRET")]
    [InlineData("https://host#.@")]
    [InlineData("https://host#SECRET.@a")]
    [InlineData("https://host#a.SECRET.@")]
    public void Parse_Malformed_IsRefusedWithoutTheToken(string text)
    {
        var error = Assert.Throws<FormatException>(() => EnrollmentUrl.Parse(text.Replace("@", Fingerprint)));
        Assert.DoesNotContain("SECRET", error.Message);
    }
}
