using Dcmon.EndToEnd.Processes;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>A real Chromium, logged in to a server as a person would: with cookies and storage of its own.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;

    /// <summary>What is expected comes when it comes: how long it may take is for the tests of budgets, and machines may be busy.</summary>
    static BrowserSession() => Assertions.SetDefaultExpectTimeout(30_000);

    private BrowserSession(IBrowser browser, IBrowserContext context, IPage page) =>
        (_browser, _context, Page) = (browser, context, page);

    /// <summary>The page, on the fleet.</summary>
    public IPage Page { get; }

    /// <summary>What the page's scripts complained of.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Opens a page and logs in through the form.</summary>
    /// <param name="server">The server.</param>
    /// <param name="options">What the browser's user has and prefers; its usual settings if left out.</param>
    /// <param name="address">Another way to the server.</param>
    /// <param name="script">Runs before any other on each page.</param>
    public static async Task<BrowserSession> OpenAsync(
        ServerProcess server, BrowserNewContextOptions? options = null, Uri? address = null, string? script = null)
    {
        address ??= server.Address;
        var browser = await Browsers.TakeAsync();
        var context = await browser.NewContextAsync(new(options ?? new()) { IgnoreHTTPSErrors = true });
        if (script is not null) await context.AddInitScriptAsync(script);
        var session = new BrowserSession(browser, context, await context.NewPageAsync());
        session.Page.PageError += (_, error) => session.Errors.Add(error);
        session.Page.Console += (_, message) =>
        {
            if (message.Type == "error") session.Errors.Add(message.Text);
        };

        await session.Page.GotoAsync(new Uri(address, "/login").ToString());
        await session.Page.FillAsync("[name=user]", server.User);
        await session.Page.FillAsync("[name=password]", server.Password);
        await session.Page.ClickAsync("form[action='/login'] button");
        await session.Page.WaitForSelectorAsync("fleet-table");
        return session;
    }

    /// <summary>Opens a machine's page and waits until its chart of memory is in view and drawn.</summary>
    public async Task OpenMachineAsync(ServerProcess server, string client)
    {
        await Page.GotoAsync(new Uri(server.Address, $"/machines/{client}?range=5m").ToString());
        // A chart that nobody sees is not drawn, and its section moves away, chart and all, while those above it fill.
        await Page.WaitForFunctionAsync("""
            () => {
              document.querySelector('#section-memory')?.scrollIntoView();
              return document.querySelector('time-chart[data-chart=memory][data-last-time]') !== null;
            }
            """);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Browsers.Return(_browser);
    }
}
