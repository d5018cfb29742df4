using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Dcmon.Testing.Hub;
using Dcmon.Web.Live;
using Microsoft.AspNetCore.SignalR;
using Xunit.Abstractions;

namespace Dcmon.Web.Tests.Fuzz;

/// <summary>
/// Whatever is sent to the hub is answered, refused with a reason, or ends the connection; it is never the server's fault, and the next
/// connection works.
/// </summary>
[Trait("Category", "Fuzz")]
public sealed class HubFuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 20_261_201;

    private static readonly string[] Methods =
    [
        .. typeof(LiveHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsVirtual).Select(method => method.Name),
        "Dispose", "OnConnectedAsync", "NoSuchMethod", "",
    ];

    private readonly RunningServer _server = new();
    private readonly CookieContainer _cookies = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task EveryMethod_BadInput_IsNeverTheServersFault()
    {
        using var people = await _server.LogInAsync(_cookies);
        using var agent = await _server.EnrollAsync("fuzzed");
        var document = await people.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var (random, input, started, count) = (new Random(Seed), new BadInput(new Random(Seed), document), Stopwatch.StartNew(), 0);
        while (started.Elapsed < FuzzTests.Duration)
        {
            await using var hub = await ConnectAsync();
            for (var i = 0; i < 50 && !hub.Closed.IsCompleted; i++, count++)
                await InvokeAsync(hub, Methods[random.Next(Methods.Length)], Arguments(random, input, agent.Identity.ClientId));
            if (random.Next(4) == 0) await SendGarbageAsync(hub, random);
        }

        output.WriteLine($"seed {Seed}, {count} calls");
        Assert.True(count > 100, $"only {count} calls were made");
        await using var honest = await ConnectAsync();
        Assert.Equal(1, (await honest.InvokeAsync("WatchFleet", true)).GetArrayLength());
    }

    private static async Task InvokeAsync(HubClient hub, string method, object[] arguments)
    {
        try
        {
            await hub.InvokeAsync(method, arguments);
        }
        catch (HubRefusedException refused)
        {
            // What a method throws itself, other than a HubException, is a fault; so SignalR calls it.
            Assert.False(
                refused.Message.StartsWith("An unexpected error occurred invoking", StringComparison.Ordinal) && !refused.Message.Contains(nameof(HubException)),
                $"{method}({JsonSerializer.Serialize(arguments)}): {refused.Message}");
        }
    }

    private static object[] Arguments(Random random, BadInput input, string client) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Argument(random, input, client))];

    private static object Argument(Random random, BadInput input, string client) => random.Next(8) switch
    {
        0 => true,
        1 => random.NextDouble() * long.MaxValue,
        2 => new[] { input.Text(), input.Text() },
        3 => new Dictionary<string, object> { [input.Text()] = client },
        4 => client,
        5 or 6 => $"/api/timeseries/{input.Text()}?step={input.Text()}&{input.Text()}={input.Text()}&client={client}",
        _ => input.Text(),
    };

    private static async Task SendGarbageAsync(HubClient hub, Random random)
    {
        var bytes = new byte[random.Next(1, 2_000)];
        random.NextBytes(bytes);
        await hub.SendRawAsync(random.Next(2) == 0 ? bytes : [.. """{"type":1,"target":"WatchFleet","arguments":[{"""u8, 0x1e]);
    }

    private Task<HubClient> ConnectAsync() => HubClient.ConnectAsync(new Uri(_server.Browsers, "/hub/live"), _cookies);
}
