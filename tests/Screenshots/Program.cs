using Dcmon.Screenshots;
using Microsoft.Playwright;

// Takes a picture of every page of a running demo: dcmon-screenshots ADDRESS OUTPUT-FOLDER, the admin's password on stdin.
if (args is not [var address, var folder, ..])
{
    Console.Error.WriteLine("usage: dcmon-screenshots ADDRESS OUTPUT-FOLDER <PASSWORD-FILE");
    return 2;
}

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

(string Name, ColorScheme Scheme, int Width, int Height)[] looks =
    [("light", ColorScheme.Light, 1440, 900), ("dark", ColorScheme.Dark, 1440, 900), ("phone", ColorScheme.Light, 390, 844)];
foreach (var (look, scheme, width, height) in looks)
{
    await using var context = await browser.NewContextAsync(new()
    {
        IgnoreHTTPSErrors = true,
        ColorScheme = scheme,
        ViewportSize = new() { Width = width, Height = height },
        TimezoneId = "UTC",
        ReducedMotion = ReducedMotion.Reduce,
    });
    await new Photographer(await context.NewPageAsync(), new Uri(address), folder, look).TakeAllAsync(password);
}

return 0;
