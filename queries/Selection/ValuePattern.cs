using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Dcmon.Queries.Selection;

/// <summary>
/// A regular expression that has to fit a whole label value. It runs in time linear in the value's length, whatever
/// the pattern, and remembers its answers: a few distinct values stand for thousands of series. Several threads may use it.
/// </summary>
internal sealed class ValuePattern
{
    /// <summary>Longest pattern, characters. The regex engine itself bounds the size of what it compiles to.</summary>
    public const int MaxLength = 4096;

    /// <summary>Answers remembered; labels with more distinct values than this are matched anew.</summary>
    private const int MaxRemembered = 10_000;

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string>? _words;
    private readonly Regex? _whole;

    /// <summary>Compiles the pattern.</summary>
    /// <exception cref="SelectorException">It is too long, no regular expression, or one that takes more than linear time.</exception>
    public ValuePattern(string pattern)
    {
        if (pattern.Length > MaxLength)
            throw new SelectorException($"A regular expression of {pattern.Length} characters is too long; at most {MaxLength} are taken.");
        if (pattern.AsSpan().IndexOfAny(@"\*+?[](){}^$.#") < 0)
            _words = pattern.Split('|').ToHashSet(StringComparer.Ordinal);
        else
            _whole = Compile(pattern);
    }

    /// <summary>Whether the whole value fits.</summary>
    public bool Fits(string value)
    {
        if (_words is not null) return _words.Contains(value);
        if (_known.TryGetValue(value, out var known)) return known;
        var fits = _whole!.IsMatch(value);
        if (_known.Count < MaxRemembered) _known[value] = fits;
        return fits;
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            // Alone first, or "a)|(b" would get out of the anchors' parentheses.
            _ = new Regex(pattern, Options);
            return new Regex($@"\A(?:{pattern})\z", Options);
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
