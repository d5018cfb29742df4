using System.Net;
using System.Net.Http.Json;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing.Hub;

namespace Dcmon.EndToEnd.Hosting;

/// <summary>Names that anybody may send reach the log as text of one line.</summary>
public sealed class ServerLogTests(ITestOutputHelper output)
{
    [Fact]
    public async Task LogIn_AsANameWithControlCharacters_IsOneLineWithoutThem()
    {
        await using var server = await ServerProcess.StartAsync(output);
        const string Name = "x\r\n2026-01-01T00:00:00.000Z info: forged\u001b[2J\u202e\0";
        using var answer = await server.Api.Http.PostAsJsonAsync("/api/session", new { user = Name, password = "guess" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var line = await server.Process.WaitForLineAsync("failed");
        Assert.Contains(@"Log-in as x\r\n2026-01-01T00:00:00.000Z info: forged\u001b[2J\u202e\u0000 from ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(
            server.Process.Log, each => each.StartsWith("2026-01-01", StringComparison.Ordinal) || each.Any(char.IsControl));
    }

    [Fact]
    public async Task RefusedCallOfTheHub_IsNotLogged()
    {
        await using var server = await ServerProcess.StartAsync(output);
        await using var hub = await HubClient.ConnectAsync(new Uri(server.Address, "/hub/live"), server.Api.Cookies);
        await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("WatchClient", "nobody"));
        await Assert.ThrowsAsync<HubRefusedException>(() => hub.InvokeAsync("WatchFleet", "a", 1));
        using var later = await server.Api.Http.PostAsJsonAsync("/api/session", new { user = "later", password = "guess" });
        await server.Process.WaitForLineAsync("Log-in as later");
        Assert.DoesNotContain(server.Process.Log, line => line.Contains("WatchClient", StringComparison.Ordinal) || line.Contains("WatchFleet", StringComparison.Ordinal));
    }
}
