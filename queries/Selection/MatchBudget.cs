using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dcmon.Queries.Selection;

/// <summary>
/// Bounds what one query spends on regular expressions, with all its selectors and threads together: a linear pattern can still take
/// a tenth of a millisecond a character, and a fleet has many label values. Several threads may use it.
/// </summary>
/// <param name="cancel">Stops matching between two values.</param>
public sealed class MatchBudget(CancellationToken cancel)
{
    /// <summary>Time that matching may take, over all threads. A distinct value is matched once, and takes about a microsecond.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    /// <summary>What a query may take without asking; honest ones take less.</summary>
    private static readonly TimeSpan Free = TimeSpan.FromMilliseconds(100);

    private long _spent;

    /// <summary>Whether a value fits.</summary>
    /// <param name="match">Matches it, and times out after <see cref="Most"/> at the latest.</param>
    /// <exception cref="SelectorException">The expressions of the query take too long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    internal bool Spend(Func<bool> match)
    {
        cancel.ThrowIfCancellationRequested();
        var before = Interlocked.Read(ref _spent);
        if (before > Most.Ticks || (before > Free.Ticks && SharedMatchTime.IsSpent)) throw TooCostly();
        var started = Stopwatch.GetTimestamp();
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooCostly();
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (Interlocked.Add(ref _spent, elapsed.Ticks) > Free.Ticks) SharedMatchTime.Spend(elapsed);
        }
    }

    private static SelectorException TooCostly() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The query's regular expressions are too costly: they took more than {Most.TotalSeconds} s, or {Free.TotalSeconds} s while others' take as long. Use fewer '.*' and shorter counted repetitions, or ask for fewer machines or metrics."));
}
