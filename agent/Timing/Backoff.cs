namespace Dcmon.Agent.Timing;

/// <summary>
/// How long to wait after failures in a row: exponential with full jitter, so that agents whose server comes back do
/// not come back all at the same moment.
/// </summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest, Random random)
{
    /// <summary>The longest wait that a server may request.</summary>
    private static readonly TimeSpan LongestRequested = TimeSpan.FromMinutes(15);

    private int _failures;

    /// <summary>It works again.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The next wait: at random up to a bound that doubles with each failure.</summary>
    public TimeSpan Next()
    {
        var bound = Math.Min(longest.TotalSeconds, shortest.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 30)));
        return TimeSpan.FromSeconds(random.NextDouble() * bound);
    }

    /// <summary>The next wait where the server requests one: not shorter, plus a random part.</summary>
    public TimeSpan Next(TimeSpan requested) => (requested < LongestRequested ? requested : LongestRequested) + Next() / 4;

    /// <summary>The wait where trying soon is of no use: 3/4 of the longest and more.</summary>
    public TimeSpan Slow() => longest * (0.75 + random.NextDouble() / 2);
}
