using System.Diagnostics;
using System.Text.Json;
using Dcmon.Peers.Systems;

namespace Dcmon.Peers.Runs;

/// <summary>How long answers took, milliseconds, from the request to the last byte.</summary>
/// <param name="Median">Half of all took no longer.</param>
/// <param name="P95">95 of 100.</param>
internal sealed record QuestionResult(double Median, double P95);

/// <summary>Asks a question often, one at a time.</summary>
internal static class Questions
{
    private const int WarmUp = 8;

    /// <summary>Checks that the answer is whole, then measures.</summary>
    /// <param name="system">Who is asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="lines">Lines that the answer must have.</param>
    /// <param name="points">Points that each line must have, but for a few at the ends: systems differ in what a border
    /// belongs to.</param>
    /// <param name="times">How often to ask.</param>
    public static async Task<QuestionResult> RunAsync(
        MeasuredSystem system, RangeQuestion question, int lines, int points, int times)
    {
        for (var i = 0; i < WarmUp; i++) await system.QueryAsync(question);
        Check(system, await system.QueryAsync(question), lines, points);
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await system.QueryAsync(question);
            taken[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(taken);
        return new QuestionResult(taken[times / 2], taken[Math.Min(times - 1, times * 95 / 100)]);
    }

    private static void Check(MeasuredSystem system, byte[] answer, int lines, int points)
    {
        using var json = JsonDocument.Parse(answer);
        var found = system.PointsOf(json.RootElement);
        if (found.Count != lines || found.Any(count => Math.Abs(count - points) > 2))
            throw new InvalidOperationException(
                $"{system.GetType().Name} answers with {found.Count} lines of {string.Join(", ", found.Distinct())} points; {lines} of {points} were expected.");
    }
}
