using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Agent.Enrollment;
using Dcmon.Agent.Uplink;
using Dcmon.Web.Security;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Web.Tests.Enrollment;

/// <summary>Tokens after they were made.</summary>
[Collection(SharedServer.Name)]
public class EnrollmentTokensTests(RunningServer server)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Revoke_TokenWithUsesLeft_EnrolsNoMore()
    {
        using var http = await server.LogInAsync();
        using var made = await http.PostAsJsonAsync("/api/enrollment-tokens", new { uses = 2, group = "Hall 9" });
        var url = EnrollmentUrl.Parse((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);
        using var first = await Enroller.EnrollAsync(url, "host", Timeout, TimeProvider.System, default);
        var listed = await http.GetStringAsync("/api/enrollment-tokens");
        Assert.DoesNotContain(url.Token, listed);
        var token = JsonDocument.Parse(listed).RootElement.EnumerateArray()
            .Single(each => each.GetProperty("group").GetString() == "Hall 9");
        Assert.Equal((1, "admin"), (token.GetProperty("usesLeft").GetInt32(), token.GetProperty("createdBy").GetString()));

        var path = $"/api/enrollment-tokens/{token.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.DeleteAsync(path)).StatusCode);
        await Assert.ThrowsAsync<GatewayException>(() => Enroller.EnrollAsync(url, "other", Timeout, TimeProvider.System, default));
    }

    [Fact]
    public async Task List_ByAnOperator_IsRefused()
    {
        using var http = await server.LogInAsAsync(Roles.Operator);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/api/enrollment-tokens")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.DeleteAsync("/api/enrollment-tokens/x")).StatusCode);
    }
}
