namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Prometheus' names: ASCII letters, digits and underscores, colons too in a metric's, and no digit first.
/// </summary>
internal static class Names
{
    /// <summary>The name of a metric that a text begins with; empty where there is none.</summary>
    public static ReadOnlySpan<char> Metric(ReadOnlySpan<char> text) => Name(text, withColons: true);

    /// <summary>The name of a label likewise.</summary>
    public static ReadOnlySpan<char> Label(ReadOnlySpan<char> text) => Name(text, withColons: false);

    /// <summary>True where a text as a whole is the name of a metric.</summary>
    public static bool IsMetric(ReadOnlySpan<char> text) => !text.IsEmpty && Metric(text).Length == text.Length;

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text, bool withColons)
    {
        var length = 0;
        while (length < text.Length && IsPart(text[length], withColons) && !(length == 0 && char.IsAsciiDigit(text[0]))) length++;
        return text[..length];
    }

    private static bool IsPart(char each, bool withColons) => char.IsAsciiLetterOrDigit(each) || each == '_' || (withColons && each == ':');
}
