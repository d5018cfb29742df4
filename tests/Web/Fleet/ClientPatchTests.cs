using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.Web.Security;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.Fleet;

[Collection(SharedServer.Name)]
public class ClientPatchTests(RunningServer server)
{
    [Fact]
    public async Task Patch_TagsAndGroup_AreInTheRowAndStayWithLaterReports()
    {
        using var agent = await server.EnrollAsync("tagged");
        var id = agent.Identity.ClientId;
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(http, id, """{"tags":[" rack-1 ","spare"],"group":"Hall 2"}""")).StatusCode);
        await RunningServer.ReportAsync(agent, 1, RunningServer.Now, 1, new MachineFacts("tagged"));
        var row = await http.GetFromJsonAsync<JsonElement>($"/api/clients/{id}");
        Assert.Equal("""["rack-1","spare"]""", row.GetProperty("tags").GetRawText());
        Assert.Equal("Hall 2", row.GetProperty("group").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(http, id, """{"group":null}""")).StatusCode);
        var registration = (await http.GetFromJsonAsync<JsonElement>("/api/registrations")).EnumerateArray().Single(each => each.GetProperty("id").GetString() == id);
        Assert.Equal(JsonValueKind.Null, registration.GetProperty("group").ValueKind);
        Assert.Equal(2, registration.GetProperty("tags").GetArrayLength());
        Assert.InRange(registration.GetProperty("enrolledAt").GetInt64(), RunningServer.Now - 60_000, RunningServer.Now);
    }

    [Theory]
    [InlineData("{}", "tags")]
    [InlineData("""{"tags":["a","b\nc"]}""", "tags")]
    [InlineData("""{"tags":[""]}""", "tags")]
    [InlineData("""{"group":""}""", "group")]
    [InlineData("""{"group":7}""", "group")]
    public async Task Patch_BadText_IsRefusedWithItsKey(string body, string key)
    {
        using var agent = await server.EnrollAsync("untouched");
        using var http = await server.LogInAsync();
        using var answer = await PatchAsync(http, agent.Identity.ClientId, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(key, out _));
    }

    [Fact]
    public async Task Patch_UnknownClientOrOtherRole_IsRefused()
    {
        using var http = await server.LogInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(http, "nobody", """{"tags":[]}""")).StatusCode);
        using var viewer = await server.LogInAsAsync(Roles.Operator);
        Assert.Equal(HttpStatusCode.Forbidden, (await PatchAsync(viewer, "nobody", """{"tags":[]}""")).StatusCode);
    }

    [Fact]
    public async Task EnrollmentToken_WithAGroup_PutsTheMachineThere()
    {
        using var http = await server.LogInAsync();
        using var created = await http.PostAsJsonAsync("/api/enrollment-tokens", new { group = "Hall 3", tags = new[] { "new" } });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var url = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
        var client = (await server.Grains.Enrollment().Enroll(url.Split('#')[1].Split('.')[0], "new"))!;
        Assert.Equal(("Hall 3", "new"), (client.Group, Assert.Single(client.Tags)));
    }

    private static Task<HttpResponseMessage> PatchAsync(HttpClient http, string id, string body) =>
        http.PatchAsync($"/api/clients/{id}", new StringContent(body, null, "application/json"));
}
