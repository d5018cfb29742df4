using System.Diagnostics;
using System.Reflection;
using Dcmon.SeriesCrash;

namespace Dcmon.TimeSeries.Tests.Crash;

/// <summary>Runs dcmon-series-crash, kills it, and keeps what it said before.</summary>
internal sealed class CrashingProcess(string file)
{
    /// <summary>Times of all reports that were acknowledged, by client, since the beginning.</summary>
    public Dictionary<string, HashSet<long>> Acknowledged { get; } =
        Machine.All.ToDictionary(machine => machine.Name, _ => new HashSet<long>());

    /// <summary>Where the clock can be by now; Unix milliseconds.</summary>
    public long Now { get; private set; } = Machine.Start;

    /// <summary>Lets it run until it has said so many lines, then <c>kill -9</c>.</summary>
    public async Task RunAsync(int lines, int seed)
    {
        var start = new ProcessStartInfo(Program, [file, $"{Now}", $"{seed}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var isKilled = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // After the kill, what was said before it still comes; the last line may be a part of one.
            if (isKilled && process.StandardOutput.Peek() < 0) break;
            Keep(line.Split(' '));
            if (lines-- > 0 || isKilled) continue;
            isKilled = true;
            process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(isKilled, $"It ended by itself: {await errors}");
    }

    private static string Program => typeof(CrashingProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "Program:dcmon-series-crash").Value!;

    private void Keep(string[] words)
    {
        if (words[0] == "now") Now = Math.Max(Now, long.Parse(words[1]));
        else Acknowledged[words[1]].UnionWith(words[2..].Select(long.Parse));
    }
}
