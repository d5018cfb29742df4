using Microsoft.Playwright;

// Takes the pictures of the README from a running system: dcmon-screenshots ADDRESS OUTPUT-FOLDER [MACHINE], the password on stdin.
if (args is not [var address, var folder, ..])
{
    Console.Error.WriteLine("usage: dcmon-screenshots ADDRESS OUTPUT-FOLDER [MACHINE] <PASSWORD-FILE");
    return 2;
}

var machine = args.Length > 2 ? args[2] : "";
var password = (await Console.In.ReadLineAsync())?.Trim() ?? "";
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = "/usr/bin/chromium",
    Args =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run",
    ],
});

foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
{
    await using var context = await browser.NewContextAsync(new()
    {
        IgnoreHTTPSErrors = true,
        ColorScheme = scheme,
        ViewportSize = new() { Width = 1280, Height = 800 },
        TimezoneId = "UTC",
    });
    var page = await context.NewPageAsync();
    var name = scheme.ToString().ToLowerInvariant();

    await page.GotoAsync(address + "/login");
    await Shoot($"login-{name}");
    await page.FillAsync("[name=user]", "admin");
    await page.FillAsync("[name=password]", password);
    await page.ClickAsync("form[action='/login'] button");

    await page.WaitForSelectorAsync("tr[data-client]");
    await Shoot($"fleet-{name}");

    await page.ClickAsync($"tr[data-client] a:has-text('{machine}')");
    await page.WaitForSelectorAsync("time-chart[data-last-time]");
    // A few live reports, so that the picture shows the page as it moves.
    await page.WaitForFunctionAsync("t => Number(document.querySelector('.last-seen').dataset.time) > t + 3000",
        await page.EvaluateAsync<double>("Number(document.querySelector('.last-seen').dataset.time)"), new() { Timeout = 60_000 });
    await Shoot($"machine-{name}");

    async Task Shoot(string picture)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, picture + ".png"), FullPage = picture.StartsWith("machine", StringComparison.Ordinal) });
        Console.WriteLine(picture);
    }
}

return 0;
