using System.Globalization;

namespace Dcmon.Queries.Selection;

/// <summary>
/// Counts what counted repetitions such as <c>(ab{9}){9}</c> add to a regular expression, as the engine writes them out. It is an estimate:
/// of syntax it knows groups, classes and escapes, no options and comments.
/// </summary>
internal static class PatternRepetitions
{
    /// <summary>How many characters and classes the repetitions add to those that are written.</summary>
    public static double Added(string pattern)
    {
        var groups = new Stack<(double Sum, double Added)>();
        var (sum, last, added) = (0.0, 0.0, 0.0);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    groups.Push((sum, added));
                    (sum, added) = (0, 0);
                    break;
                case ')' when groups.TryPop(out var outer):
                    (last, sum, added) = (sum, outer.Sum + sum, outer.Added + added);
                    break;
                case '{' when Times(pattern, ref i) is { } times:
                    var more = last * Math.Max(times - 1, 0);
                    (last, sum, added) = (last + more, sum + more, added + more);
                    break;
                case '|' or '*' or '+' or '?':
                    break;
                default:
                    if (pattern[i] == '\\') i++;
                    else if (pattern[i] == '[') i = EndOfClass(pattern, i);
                    (last, sum) = (1, sum + 1);
                    break;
            }
        }

        return added;
    }

    /// <summary>
    /// The larger number of <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>, after which <paramref name="at"/> then stands; null where it is none.
    /// </summary>
    private static double? Times(string pattern, ref int at)
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0) return null;
        var numbers = pattern[(at + 1)..end].Split(',');
        if (numbers.Length > 2 || !double.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var times)) return null;
        if (numbers.Length == 2 && double.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most)) times = most;
        at = end;
        return times;
    }

    private static int EndOfClass(string pattern, int start)
    {
        // A bracket that comes first is one of the class.
        for (var i = pattern.AsSpan(start + 1).StartsWith("^") ? start + 3 : start + 2; i < pattern.Length; i++)
            if (pattern[i] == '\\') i++;
            else if (pattern[i] == ']') return i;
        return start;
    }
}
