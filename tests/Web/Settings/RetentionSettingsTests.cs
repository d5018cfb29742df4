using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dcmon.Grains;
using Dcmon.Testing;
using Dcmon.TimeSeries;
using Dcmon.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dcmon.Web.Tests.Settings;

public sealed class RetentionSettingsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Path = "/api/settings/retention";

    [Fact]
    public async Task Put_ByAnAdmin_IsInForceInTheRunningStoreUntilReset()
    {
        using var http = await server.LogInAsync();
        var services = server.App.Services;
        // More than any disk has: the store refuses, which shows that it got the setting.
        using var put = await http.PutAsJsonAsync(Path, new { rawSeconds = 90 * 86_400, minFreeMegabytes = int.MaxValue });
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        var view = await http.GetFromJsonAsync<JsonElement>(Path);
        Assert.Equal(90 * 86_400, view.GetProperty("inForce").GetProperty("rawSeconds").GetDouble());
        Assert.Equal(30 * 86_400, view.GetProperty("configured").GetProperty("rawSeconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, view.GetProperty("chosen").GetProperty("eventsSeconds").ValueKind);
        await Eventually.HoldsAsync(() => Task.FromResult(
            services.GetRequiredService<IOptions<GrainOptions>>().Value.SampleRetention == TimeSpan.FromDays(90)
                && services.GetRequiredService<SeriesStore>().Refusal is not null),
            "the silo has read the retention and refuses to append");

        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync(Path)).StatusCode);
        await Eventually.HoldsAsync(() => Task.FromResult(
            services.GetRequiredService<IOptions<GrainOptions>>().Value.SampleRetention == TimeSpan.FromDays(30)
                && services.GetRequiredService<SeriesStore>().Refusal is null),
            "the silo has read the retention and appends");
    }

    [Theory]
    [InlineData("""{"rawSeconds":3600}""", "rawSeconds")]
    [InlineData("""{"rawSeconds":40000000}""", "fiveMinutesSeconds")]
    [InlineData("""{"maxMegabytes":1}""", "maxMegabytes")]
    [InlineData("""{"eventsSeconds":-1}""", "retention")]
    [InlineData("""{"eventsSeconds":1e300}""", "retention")]
    public async Task Put_BadLimit_IsRefusedWithItsKey(string body, string key)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.PutAsync(Path, new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(key, out _));
    }

    [Fact]
    public async Task Put_ByOthers_IsForbidden()
    {
        using var http = await server.LogInAsAsync(Roles.Operator);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PutAsJsonAsync(Path, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Path)).StatusCode);
    }
}
