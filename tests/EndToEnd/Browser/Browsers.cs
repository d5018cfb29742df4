using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>
/// Chromium processes that tests use one after the other: a start takes about a second. They end with the process of the tests.
/// </summary>
internal static class Browsers
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private static readonly Lazy<Task<IPlaywright>> Driver = new(Playwright.CreateAsync);
    private static readonly ConcurrentBag<IBrowser> Idle = [];

    /// <summary>A browser that nobody else uses until it is returned.</summary>
    public static async Task<IBrowser> TakeAsync()
    {
        while (Idle.TryTake(out var browser))
            if (browser.IsConnected) return browser;
        var driver = await Driver.Value;
        return await driver.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>Lets other tests use it; all of its contexts are closed.</summary>
    public static void Return(IBrowser browser) => Idle.Add(browser);
}
