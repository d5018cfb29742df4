using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dcmon.Web.Security;
using Dcmon.Web.Settings;

namespace Dcmon.Web.Tests.Settings;

public sealed class DisplaySettingsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Put_ByAnAdmin_IsInForceInTheApiAndInEachPageUntilReset()
    {
        using var http = await server.LogInAsync();
        using var put = await http.PutAsJsonAsync("/api/settings/display", new { thresholds = new { cpuRatio = new[] { 0.1, 0.2, 0.3 } } });
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        var view = await http.GetFromJsonAsync<JsonElement>("/api/settings/display");
        Assert.Equal("""{"cpuRatio":[0.1,0.2,0.3]}""", view.GetProperty("thresholds").GetRawText());
        Assert.Equal("""{"thresholds":{"cpuRatio":[0.1,0.2,0.3]}}""", await BlockAsync(http));

        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("/api/settings/display")).StatusCode);
        view = await http.GetFromJsonAsync<JsonElement>("/api/settings/display");
        Assert.Equal(view.GetProperty("defaults").GetRawText(), view.GetProperty("thresholds").GetRawText());
        Assert.Contains("\"cpuTemperatureCelsius\":[65,75,85]", await BlockAsync(http));
    }

    [Theory]
    [InlineData("""{"thresholds":{"cpuRatio":[3,2,1]}}""", "thresholds.cpuRatio")]
    [InlineData("""{"thresholds":{"</script>":[1,2,3]}}""", "thresholds.</script>")]
    [InlineData("""{"thresholds":{"cpuRatio":null}}""", "thresholds.cpuRatio")]
    [InlineData("{}", "thresholds")]
    public async Task Put_BadThresholds_AreRefusedWithTheirPlace(string body, string place)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.PutAsync("/api/settings/display", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(place, out _));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Operator)]
    public async Task Put_ByOthers_IsForbidden(string role)
    {
        using var http = await server.LogInAsAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PutAsJsonAsync("/api/settings/display", new { thresholds = new { } })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.DeleteAsync("/api/settings/display")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/settings/display")).StatusCode);
    }

    [Fact]
    public async Task Page_OfAViewer_SaysWhoLooksAndWhatTheyMayDo()
    {
        using var http = await server.LogInAsAsync(Roles.Viewer);
        var page = await http.GetStringAsync("/");
        Assert.Contains("data-role=\"viewer\"", page);
        using var anonymous = server.Anonymous();
        var login = await anonymous.GetStringAsync("/login");
        Assert.DoesNotContain("data-role", login);
        Assert.DoesNotContain("display-settings", login);
    }

    [Fact]
    public void Block_HostileText_CannotEndItsElement()
    {
        const string Hostile = "</script><!--<script>alert(1)</script>-->&'\"\u2028";
        var json = DisplayBlock.Json(new Dictionary<string, string> { [Hostile] = Hostile });
        Assert.DoesNotMatch("[<>&']", json);
        Assert.Equal(Hostile, Assert.Single(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!).Value);
    }

    private static async Task<string> BlockAsync(HttpClient http) => Regex.Match(
        await http.GetStringAsync("/"), """<script type="application/json" id="display-settings">(.*?)</script>""").Groups[1].Value;
}
