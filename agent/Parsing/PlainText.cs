namespace Dcmon.Agent.Parsing;

/// <summary>Makes texts of others fit for a log line.</summary>
internal static class PlainText
{
    /// <summary>A text on one line: control characters become blanks, runs of blanks one, and its end is cut.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="most">The most characters that stay.</param>
    public static string Line(string text, int most = 500)
    {
        var words = string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }
}
