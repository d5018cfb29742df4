using System.Net;
using Dcmon.Agent.Uplink;
using Dcmon.Settings;
using Xunit;

namespace Dcmon.Agent.Tests.Uplink;

public sealed class HttpProxyTests
{
    private static readonly Uri Server = new("https://monitor.example:8444");

    [Theory]
    [InlineData("HTTPS_PROXY", "http://proxy:3128", "http://proxy:3128/")]
    [InlineData("https_proxy", "proxy:3128", "http://proxy:3128/")]
    [InlineData("ALL_PROXY", "http://10.0.0.1", "http://10.0.0.1/")]
    [InlineData("HTTPS_PROXY", "http://user:p%40ss@proxy:3128/", "http://proxy:3128/")]
    [InlineData("HTTP_PROXY", "http://proxy:3128", null)]
    [InlineData("HTTPS_PROXY", "", null)]
    public void GetProxy_OfEnvironment_IsTheVariables(string variable, string value, string? expected) =>
        Assert.Equal(expected, HttpProxy.Of("environment", name => name == variable ? value : null)?.GetProxy(Server)?.ToString());

    [Fact]
    public void Credentials_OfEnvironment_AreUnescapedAndNotInTheAddress()
    {
        var proxy = HttpProxy.Of("environment", name => name == "HTTPS_PROXY" ? "http://us%3Aer:p%40ss@proxy:3128" : null)!;
        var credentials = Assert.IsType<NetworkCredential>(proxy.Credentials);
        Assert.Equal(("us:er", "p@ss"), (credentials.UserName, credentials.Password));
        Assert.DoesNotContain("ss", proxy.Address.ToString());
    }

    [Theory]
    [InlineData("https://proxy:3128")]
    [InlineData("http://user:secret@proxy:3128/path")]
    [InlineData("http://user:secret@:3128")]
    public void Of_MalformedVariable_IsReportedWithoutItsValue(string value)
    {
        var error = Assert.Throws<SettingsException>(() => HttpProxy.Of("environment", name => name == "HTTPS_PROXY" ? value : null));
        Assert.StartsWith("HTTPS_PROXY must be http://HOST:PORT", error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    [Theory]
    [InlineData("environment", true)]
    [InlineData("none", true)]
    [InlineData("http://proxy:3128", true)]
    [InlineData("http://user:secret@proxy:3128", false)]
    [InlineData("https://proxy:3128", false)]
    [InlineData("proxy:3128", false)]
    [InlineData("", false)]
    public void IsSetting_Any_SaysWhetherItIsOne(string text, bool expected) => Assert.Equal(expected, HttpProxy.IsSetting(text));

    [Fact]
    public void Of_SettingOfNone_IsNoneWhateverTheEnvironmentSays()
    {
        Assert.Null(HttpProxy.Of("none", _ => "http://proxy:3128"));
        Assert.Equal("http://own:1/", HttpProxy.Of("http://own:1", _ => "http://proxy:3128")!.GetProxy(Server)!.ToString());
    }

    [Theory]
    [InlineData("example", true)]
    [InlineData(".example", true)]
    [InlineData("MONITOR.example", true)]
    [InlineData("nitor.example", false)]
    [InlineData("*", true)]
    [InlineData("other, monitor.example:8444", true)]
    [InlineData("monitor.example:443", false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData(":", false)]
    [InlineData(",, ,", false)]
    public void NoProxy_Names_StandForAllBelow(string list, bool expected) =>
        Assert.Equal(expected, NoProxyList.Read(list).Contains("monitor.example", 8444));

    [Theory]
    [InlineData("10.1.2.3", "10.0.0.0/8", true)]
    [InlineData("11.1.2.3", "10.0.0.0/8", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.3:8444", true)]
    [InlineData("10.1.2.3", "2.3", false)]
    [InlineData("fd00::1", "fd00::/8", true)]
    [InlineData("fd00::1", "[fd00::1]:8444", true)]
    [InlineData("fd00::1", "[fd00::1]:1", false)]
    public void NoProxy_Addresses_MatchAddressesAndNetworks(string host, string list, bool expected) =>
        Assert.Equal(expected, NoProxyList.Read(list).Contains(host, 8444));
}
