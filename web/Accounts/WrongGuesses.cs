namespace Dcmon.Web.Accounts;

/// <summary>
/// Counts wrong guesses by key; one of each is forgotten every <see cref="ForgetEvery"/>. Keys come from anybody, so they share a fixed
/// number of counters, in two rows by different hashes that nobody outside knows: the lower one counts, and hardly ever is it another
/// key's. Not thread-safe.
/// </summary>
internal sealed class WrongGuesses(TimeProvider time)
{
    /// <summary>How often a guess is forgotten.</summary>
    public static readonly TimeSpan ForgetEvery = TimeSpan.FromSeconds(6);

    private const int RowBits = 12;
    private const uint Row = 1 << RowBits;

    /// <summary>So that all is forgotten ten minutes after the last guess.</summary>
    private const double MaxCount = 100;

    private readonly (double Count, long At)[] _counters = new (double, long)[2 * Row];

    /// <summary>Guesses that are not forgotten yet.</summary>
    public double Count(string key)
    {
        var (first, second) = PlacesOf(key);
        return Math.Min(CountAt(first), CountAt(second));
    }

    /// <summary>Counts more guesses, or less.</summary>
    public void Add(string key, int guesses)
    {
        var (first, second) = PlacesOf(key);
        foreach (var place in new[] { first, second })
            _counters[place] = (Math.Clamp(CountAt(place) + guesses, 0, MaxCount), time.GetTimestamp());
    }

    private double CountAt(uint place)
    {
        var (count, at) = _counters[place];
        return Math.Max(0, count - time.GetElapsedTime(at) / ForgetEvery);
    }

    /// <summary>Strings have a hash of their own in each process.</summary>
    private static (uint First, uint Second) PlacesOf(string key)
    {
        var hash = (uint)key.GetHashCode(StringComparison.Ordinal);
        return (hash % Row, Row + (hash >> RowBits) % Row);
    }
}
