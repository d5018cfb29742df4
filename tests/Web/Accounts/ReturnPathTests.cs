using System.Net;
using Dcmon.Web.Accounts;

namespace Dcmon.Web.Tests.Accounts;

[Collection(SharedServer.Name)]
public class ReturnPathTests(RunningServer server)
{
    [Theory]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("/machines/a?tab=facts&x=%C3%BC#here", "/machines/a?tab=facts&x=%C3%BC#here")]
    [InlineData("/explore?view={\"a b\":1}", "/explore?view={\"a%20b\":1}")]
    [InlineData("/grün/東京/🚀", "/gr%C3%BCn/%E6%9D%B1%E4%BA%AC/%F0%9F%9A%80")]
    [InlineData("//other.example", "/")]
    [InlineData("/\\other.example", "/")]
    [InlineData("/a\\b", "/")]
    [InlineData("/\t/other.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    [InlineData("/a\u0085b", "/")]
    [InlineData("\t/other.example", "/")]
    [InlineData("https://other.example", "/")]
    [InlineData("machines", "/")]
    public void Of_LeadsToThisServerAlone(string? url, string path) => Assert.Equal(path, ReturnPath.Of(url));

    [Theory]
    [InlineData("/\t/other.example/", "/")]
    [InlineData("/grün", "/gr%C3%BCn")]
    public async Task LogInForm_LeadsThere_AfterRightAndWrongPasswords(string returnUrl, string location)
    {
        using var http = server.Anonymous();
        using var wrong = await LoginForm.PostAsync(http, "admin", "guess", returnUrl);
        Assert.Equal($"/login?failed=1&returnUrl={Uri.EscapeDataString(location)}", wrong.Headers.Location!.OriginalString);
        using var right = await LoginForm.PostAsync(http, "admin", server.Password, returnUrl);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(location, right.Headers.Location!.OriginalString);
        Assert.Contains(right.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("dcmon-browser=", StringComparison.Ordinal));
    }
}
