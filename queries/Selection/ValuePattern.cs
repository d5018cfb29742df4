using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Dcmon.Queries.Selection;

/// <summary>
/// A regular expression that has to fit a whole label value. It runs in time linear in the value's length, whatever
/// the pattern, and within the query's <see cref="MatchBudget"/>, and remembers its answers: a few distinct values stand for
/// thousands of series. Several threads may use it.
/// </summary>
internal sealed class ValuePattern
{
    /// <summary>Longest pattern, characters. The regex engine itself bounds the size of what it compiles to.</summary>
    public const int MaxLength = 4096;

    /// <summary>Most that counted repetitions may add, see <see cref="PatternRepetitions"/>: four times a SHA-256 in hexadecimal.</summary>
    public const int MaxRepetitions = 256;

    /// <summary>Answers remembered, 10 MB; labels with more distinct values than this are matched anew.</summary>
    private const int MaxRemembered = 100_000;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    /// <summary>
    /// A backtracking engine answers usual patterns and values within microseconds and holds nothing between two values, where the linear
    /// one takes up to a millisecond and tens of megabytes. What takes it longer than this is left to the linear one, as it may
    /// never be done with it.
    /// </summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly MatchBudget _budget;
    private readonly HashSet<string>? _words;
    private readonly Regex? _linear;
    private Regex? _quick;
    private int _remembered;

    /// <summary>Compiles the pattern.</summary>
    /// <exception cref="SelectorException">It is too long, no regular expression, or one that takes more than linear time.</exception>
    public ValuePattern(string pattern, MatchBudget budget)
    {
        _budget = budget;
        if (pattern.Length > MaxLength)
            throw new SelectorException($"A regular expression of {pattern.Length} characters is too long; at most {MaxLength} are taken.");
        if (pattern.AsSpan().IndexOfAny(@"\*+?[](){}^$.#") < 0)
            _words = pattern.Split('|').ToHashSet(StringComparer.Ordinal);
        else
            (_quick, _linear) = Compile(pattern);
    }

    /// <summary>Whether the whole value fits.</summary>
    /// <exception cref="SelectorException">The budget is spent.</exception>
    public bool Fits(string value)
    {
        if (_words is not null) return _words.Contains(value);
        if (_known.TryGetValue(value, out var known)) return known;
        var fits = _budget.Spend(() => Match(value));
        // Counted here: a concurrent dictionary takes all its locks to count.
        if (_remembered < MaxRemembered && _known.TryAdd(value, fits)) Interlocked.Increment(ref _remembered);
        return fits;
    }

    private bool Match(string value)
    {
        try
        {
            if (_quick is { } quick) return quick.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            _quick = null;
        }

        return _linear!.IsMatch(value);
    }

    private static (Regex Quick, Regex Linear) Compile(string pattern)
    {
        if (PatternRepetitions.Added(pattern) > MaxRepetitions)
            throw new SelectorException(
                $"The regular expression '{pattern}' has very large repetitions: written out, they add more than {MaxRepetitions} characters. Use smaller numbers in braces.");
        try
        {
            // Alone first, or "a)|(b" would get out of the anchors' parentheses.
            _ = new Regex(pattern, Options);
            var whole = $@"\A(?:{pattern})\z";
            return (new Regex(whole, Options, Quick), new Regex(whole, Options | RegexOptions.NonBacktracking, MatchBudget.Most));
        }
        catch (ArgumentException malformed)
        {
            throw new SelectorException($"'{pattern}' is not a regular expression: {malformed.Message}", cause: malformed);
        }
        catch (NotSupportedException unsupported)
        {
            throw new SelectorException(
                $"The regular expression '{pattern}' uses what is not taken: look-around, back-references, atomic groups or very large repetitions. Write it without.",
                cause: unsupported);
        }
    }
}
