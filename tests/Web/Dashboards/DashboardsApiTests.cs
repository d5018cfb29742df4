using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Web.Security;

namespace Dcmon.Web.Tests.Dashboards;

[Collection(SharedServer.Name)]
public class DashboardsApiTests(RunningServer server)
{
    private static readonly object Content = new { panels = new object[] { new { title = "</script>", width = 6, height = 2 } }, note = "kept" };

    [Fact]
    public async Task Create_ComesBackAsItWasAndOnlyToItsOwner()
    {
        using var owner = await server.LogInAsAsync(Roles.Viewer, "dora");
        var head = await CreateAsync(owner, "GPUs", shared: false);
        Assert.Equal(("dora", 1), (head.GetProperty("owner").GetString(), head.GetProperty("version").GetInt32()));
        var read = await owner.GetFromJsonAsync<JsonElement>(Path(head));
        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(Content), read.GetProperty("content")));
        Assert.Contains(Id(head), await owner.GetStringAsync("/api/dashboards"));

        using var admin = await server.LogInAsync();
        Assert.DoesNotContain(Id(head), await admin.GetStringAsync("/api/dashboards"));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(Path(head))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync(Path(head))).StatusCode);
    }

    [Fact]
    public async Task Shared_IsSeenByAll_ChangedByOwnerAndAdminsOnly()
    {
        using var owner = await server.LogInAsAsync(Roles.Viewer, "emil");
        using var other = await server.LogInAsAsync(Roles.Operator, "frida");
        using var admin = await server.LogInAsync();
        var head = await CreateAsync(owner, "Everybody's", shared: true);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Path(head))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(other, head, 1)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.DeleteAsync(Path(head))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(admin, head, 1)).StatusCode);
        Assert.Equal("emil", (await owner.GetFromJsonAsync<JsonElement>(Path(head))).GetProperty("owner").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync(Path(head))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync(Path(head))).StatusCode);
    }

    [Fact]
    public async Task Put_OfAnOldVersion_IsAConflict()
    {
        using var owner = await server.LogInAsAsync(Roles.Viewer, "gerd");
        var head = await CreateAsync(owner, "Twice", shared: false);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(owner, head, 1)).StatusCode);
        using var late = await PutAsync(owner, head, 1);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("version 2", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"name":" ","content":{"panels":[]}}""", "name")]
    [InlineData("""{"name":"a","content":[]}""", "content")]
    [InlineData("""{"name":"a","content":{"panels":{}}}""", "content")]
    [InlineData("""{"name":"a","content":{"panels":[1]}}""", "content")]
    [InlineData("""{"name":"a"}""", "content")]
    public async Task Create_Malformed_IsRefusedWithItsKey(string body, string key) => await AssertRefusedAsync(body, key);

    [Fact]
    public async Task Create_TooLarge_IsRefused()
    {
        await AssertRefusedAsync(JsonSerializer.Serialize(new { name = "a", content = new { panels = Enumerable.Repeat(new { }, 61) } }), "content");
        await AssertRefusedAsync(JsonSerializer.Serialize(new { name = "a", content = new { panels = Array.Empty<int>(), text = new string('x', 256 * 1024) } }), "content");
        using var http = await server.LogInAsync();
        // As browsers do, by HTTP/2: over HTTP/1.1 a server that refuses a body closes the connection that it is being sent on.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dashboards")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(new string(' ', 2 * 1024 * 1024), null, "application/json"),
        };
        using var huge = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    private async Task AssertRefusedAsync(string body, string key)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.PostAsync("/api/dashboards", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(key, out _));
    }

    private static async Task<JsonElement> CreateAsync(HttpClient http, string name, bool shared)
    {
        using var answer = await http.PostAsJsonAsync("/api/dashboards", new { name, shared, content = Content });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient http, JsonElement head, int version) =>
        http.PutAsJsonAsync(Path(head), new { name = "Other", shared = true, content = Content, version });

    private static string Id(JsonElement head) => head.GetProperty("id").GetString()!;

    private static string Path(JsonElement head) => "/api/dashboards/" + Id(head);
}
