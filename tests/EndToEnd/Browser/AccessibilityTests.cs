using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>Each page, light and dark, on a desk and on a phone, without serious or critical findings of axe-core.</summary>
public sealed class AccessibilityTests(ITestOutputHelper output, DemoServer demo) : IClassFixture<DemoServer>
{
    public static TheoryData<ColorScheme, int> Looks => new()
    {
        { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 }, { ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task EachPage_HasNoSeriousFinding(ColorScheme scheme, int width)
    {
        await using var browser = await BrowserSession.OpenAsync(
            demo.Server,
            new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        var findings = new List<string>();
        foreach (var (name, path, ready) in Pages.All(await demo.MachineAsync()))
        {
            await browser.Page.GotoAsync(new Uri(demo.Server.Address, path).ToString());
            await browser.Page.WaitForSelectorAsync(ready);
            await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            findings.AddRange((await Axe.FindAsync(browser.Page)).Select(each => $"{name}: {each}"));
        }

        await browser.Page.Context.ClearCookiesAsync();
        await browser.Page.GotoAsync(new Uri(demo.Server.Address, "/login").ToString());
        findings.AddRange((await Axe.FindAsync(browser.Page)).Select(each => $"login: {each}"));
        foreach (var each in findings) output.WriteLine(each);
        Assert.Empty(findings);
        Assert.Empty(browser.Errors);
    }

    /// <summary>The check itself must find something where there is something.</summary>
    [Fact]
    public async Task PageWithAnUnnamedButton_IsFound()
    {
        await using var browser = await BrowserSession.OpenAsync(demo.Server);
        await browser.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('button'))");
        Assert.Contains(await Axe.FindAsync(browser.Page), each => each.StartsWith("button-name", StringComparison.Ordinal));
    }
}
