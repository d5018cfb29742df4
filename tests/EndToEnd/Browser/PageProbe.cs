using System.Globalization;
using System.Text.Json;
using Dcmon.Testing;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>Measures a page from within (paints, interactions, long tasks) and from the browser (main thread, heap).</summary>
internal sealed class PageProbe
{
    private readonly IPage _page;
    private readonly ICDPSession _browser;

    private PageProbe(IPage page, ICDPSession browser) => (_page, _browser) = (page, browser);

    /// <summary>What a page must run before its own scripts.</summary>
    /// <param name="useful">Selector of what makes the page useful.</param>
    public static string Script(string useful) => """
        window.probe = { painted: null, interactions: {}, parts: {}, longTasks: [], charts: {} };
        new PerformanceObserver(list => {
          for (const each of list.getEntries())
            if (each.interactionId && each.duration > (probe.interactions[each.interactionId] ?? 0)) {
              probe.interactions[each.interactionId] = each.duration;
              probe.parts[each.interactionId] = `${each.name} ${Math.round(each.duration)} (waited ${Math.round(each.processingStart - each.startTime)}, handled ${Math.round(each.processingEnd - each.processingStart)})`;
            }
        }).observe({ type: 'event', durationThreshold: 16, buffered: true });
        new PerformanceObserver(list => { for (const each of list.getEntries()) probe.longTasks.push(each.duration); }).observe({ type: 'longtask', buffered: true });
        const look = new MutationObserver(() => {
          for (const chart of document.querySelectorAll('time-chart[data-last-time]')) probe.charts[[...document.querySelectorAll('time-chart')].indexOf(chart)] ??= performance.now();
          if (probe.painted !== null || !document.querySelector(USEFUL)) return;
          probe.painted = 0;
          // After the frame in which it is there.
          requestAnimationFrame(() => { const done = new MessageChannel(); done.port1.onmessage = () => { probe.painted = performance.now(); }; done.port2.postMessage(0); });
        });
        look.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-last-time'] });
        """.Replace("USEFUL", JsonSerializer.Serialize(useful), StringComparison.Ordinal);

    /// <summary>Begins to measure a page that has the script.</summary>
    public static async Task<PageProbe> OnAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Performance.enable");
        await browser.SendAsync("HeapProfiler.enable");
        return new PageProbe(page, browser);
    }

    /// <summary>When the page was useful, milliseconds after it was asked for.</summary>
    public async Task<double> PaintedAsync()
    {
        await _page.WaitForFunctionAsync("() => probe.painted > 0");
        return await _page.EvaluateAsync<double>("() => probe.painted");
    }

    /// <summary>Forgets interactions and long tasks so far.</summary>
    public Task ForgetAsync() => _page.EvaluateAsync("() => { probe.interactions = {}; probe.parts = {}; probe.longTasks = []; }");

    /// <summary>
    /// Time from each interaction to the next paint, milliseconds, ascending; those under 16 ms, which browsers do not report, as 16.
    /// </summary>
    /// <param name="count">How many there were.</param>
    public async Task<double[]> InteractionsAsync(int count)
    {
        var reported = JsonSerializer.Deserialize<double[]>(await _page.EvaluateAsync<string>("() => JSON.stringify(Object.values(probe.interactions))"))!;
        return [.. reported.Concat(Enumerable.Repeat(16.0, Math.Max(0, count - reported.Length))).Order()];
    }

    /// <summary>
    /// What the slowest interactions were, and how much of their time was spent before and in the page's own code, milliseconds.
    /// </summary>
    public Task<string> SlowestAsync(int count) => _page.EvaluateAsync<string>(
        "count => Object.entries(probe.parts).sort(([a], [b]) => probe.interactions[b] - probe.interactions[a]).slice(0, count).map(([, text]) => text).join(', ')", count);

    /// <summary>The tasks of more than 50 ms, milliseconds.</summary>
    public async Task<double[]> LongTasksAsync() => JsonSerializer.Deserialize<double[]>(await _page.EvaluateAsync<string>("() => JSON.stringify(probe.longTasks)"))!;

    /// <summary>Time for which the main thread has worked so far.</summary>
    public async Task<TimeSpan> MainThreadAsync() => TimeSpan.FromSeconds(await MetricAsync("TaskDuration"));

    /// <summary>Bytes of JavaScript that are in use, garbage aside.</summary>
    public async Task<double> HeapBytesAsync()
    {
        await _browser.SendAsync("HeapProfiler.collectGarbage");
        return await MetricAsync("JSHeapUsedSize");
    }

    /// <summary>Share of a time for which the main thread works.</summary>
    public async Task<double> BusyShareAsync(TimeSpan time)
    {
        var (started, before) = (TimeProvider.System.GetTimestamp(), await MainThreadAsync());
        await Eventually.PassAsync(time);
        return (await MainThreadAsync() - before) / TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>A number for the test's output.</summary>
    public static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private async Task<double> MetricAsync(string name)
    {
        var answer = await _browser.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().Single(each => each.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
    }
}
