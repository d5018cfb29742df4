using System.Text.Json;
using Dcmon.EndToEnd.Processes;
using Microsoft.Playwright;

namespace Dcmon.EndToEnd.Browser;

/// <summary>The automatic part of a check for accessibility: axe-core.</summary>
internal static class Axe
{
    private const string Run = """
        async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(each => each.impact === 'serious' || each.impact === 'critical')
          .map(each => `${each.id} (${each.impact}): ${each.help}: ${each.nodes.slice(0, 4).map(node => `${node.target.join(' ')} ${(node.any[0]?.message ?? '')}`).join(' | ')}${each.nodes.length > 4 ? ` and ${each.nodes.length - 4} more` : ''}`))
        """;

    private static readonly string Source = Read();

    /// <summary>What is seriously or critically wrong with the page as it is now.</summary>
    public static async Task<string[]> FindAsync(IPage page)
    {
        // The browser's own way in, which the page's Content-Security-Policy does not concern.
        await page.EvaluateAsync($"() => {{ {Source} }}");
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }

    private static string Read()
    {
        try
        {
            return File.ReadAllText(Programs.Path("axe"));
        }
        catch (FileNotFoundException missing)
        {
            throw new FileNotFoundException("The build leaves out what only tests need: run 'npm ci' in web/client.", missing);
        }
    }
}
