using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>
/// What a server holds after somebody has looked at everything. Run by <c>scripts/bench pages</c>; the bar is that of its full size.
/// </summary>
[Trait("Category", "Bench")]
public sealed class ServerMemoryTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly string[] Ranges = ["1h", "1d", "7d"];

    /// <summary>Fewer machines, and a shorter wait.</summary>
    [Fact]
    public Task AllPages_5Machines_MemoryIsGivenBack() => MeasureAsync(5, minutes: 2, megabytes: 350);

    [Fact]
    [Trait("Size", "Full")]
    public Task AllPages_50Machines_AtMost350MegabytesResident10MinutesLater() => MeasureAsync(50, minutes: 10, megabytes: 350);

    private async Task MeasureAsync(int machines, int minutes, double megabytes)
    {
        await using var server = await ServerProcess.StartAsync(output);
        Report("after start", server);
        await using var demo = await DemoProcess.StartAsync(server, machines, "7d", TimeSpan.FromMinutes(20));
        Report("after a past of 7 days", server);
        await using (var browser = await BrowserSession.OpenAsync(server))
        {
            foreach (var (path, ready) in await PathsAsync(server))
            {
                await browser.Page.GotoAsync(new Uri(server.Address, path).ToString());
                await browser.Page.Locator(ready).First.WaitForAsync(new() { Timeout = 60_000 });
                await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = 60_000 });
                Report(path, server);
            }

            Report("after all pages", server);
        }

        for (var minute = 1; minute <= minutes; minute++)
        {
            await Eventually.PassAsync(Minute);
            Report($"{minute} min later", server);
        }

        Assert.InRange(Resident(server), 0, megabytes);
    }

    /// <summary>Each page, those with a range over all of them, and some machines.</summary>
    private static async Task<IEnumerable<(string Path, string Ready)>> PathsAsync(ServerProcess server)
    {
        var ids = (await server.Api.GetAsync("/api/clients")).EnumerateArray().Select(each => each.GetProperty("id").GetString()!).Take(10).ToArray();
        return Pages.All(ids[0]).Select(page => (page.Path, page.Ready))
            .Concat(ids.Select(id => ($"/machines/{id}", "machine-view machine-header")))
            .Concat(Ranges.SelectMany(range => new[]
            {
                ($"/charts?range={range}", "time-chart[data-last-time]"),
                ($"/machines/{ids[0]}?range={range}", "time-chart[data-last-time]"),
            }));
    }

    private void Report(string when, ServerProcess server) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident memory, MB: {Resident(server):0} {when}"));

    /// <summary>Of the server, in units of 10^6 bytes.</summary>
    private static double Resident(ServerProcess server) => server.Process.ResidentBytes / 1e6;
}
