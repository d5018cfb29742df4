using System.Diagnostics;

namespace Dcmon.Queries.Selection;

/// <summary>
/// The time that all costly regular expressions of this process may take together: a third of one core, and a few at once after a quiet
/// while. However many are sent, the others' queries have the rest.
/// </summary>
internal static class SharedMatchTime
{
    private const double Share = 0.3;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);
    private static readonly Lock Gate = new();
    private static TimeSpan _left = Most;
    private static long _at = Stopwatch.GetTimestamp();

    /// <summary>Whether none is left at present.</summary>
    public static bool IsSpent
    {
        get
        {
            lock (Gate)
            {
                Fill();
                return _left <= TimeSpan.Zero;
            }
        }
    }

    /// <summary>Some was used.</summary>
    public static void Spend(TimeSpan time)
    {
        lock (Gate)
        {
            Fill();
            _left -= time;
        }
    }

    private static void Fill()
    {
        var now = Stopwatch.GetTimestamp();
        var filled = _left + Share * Stopwatch.GetElapsedTime(_at, now);
        (_left, _at) = (filled < Most ? filled : Most, now);
    }
}
