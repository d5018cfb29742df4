namespace Dcmon.Queries.Selection;

/// <summary>Reads selectors and matchers in Prometheus' notation, and says where and how to mend what is malformed.</summary>
internal sealed class SelectorParser(string text, MatchBudget budget)
{
    /// <summary>Longest text, characters; a label value that an agent may send is far shorter.</summary>
    public const int MaxLength = 32_768;

    /// <summary>Most matchers in one selector.</summary>
    public const int MaxMatchers = 64;

    private static readonly (string Sign, MatchKind Kind)[] Signs =
        [("=~", MatchKind.Fits), ("!~", MatchKind.FitsNot), ("!=", MatchKind.NotEqual), ("=", MatchKind.Equal)];

    private int _at;

    /// <summary>Whether it is a metric's name that can stand before the braces.</summary>
    public static bool IsMetricName(string name) =>
        name.Length > 0 && IsNameStart(name[0], colons: true) && name.All(c => IsNameStart(c, colons: true) || char.IsAsciiDigit(c));

    /// <summary>Reads <c>metric</c>, <c>metric{…}</c> or <c>{…}</c>.</summary>
    public SeriesSelector Selector()
    {
        CheckLength();
        var matchers = new List<LabelMatcher>();
        Skip();
        if (Name(colons: true) is { Length: > 0 } metric) matchers.Add(new LabelMatcher(LabelNames.Metric, metric));
        Skip();
        if (Take("{"))
        {
            ReadMatchers(matchers, "}");
            if (!Take("}")) throw Bad("'}' or ',' is expected after a matcher");
        }
        else if (matchers.Count == 0)
        {
            throw Bad("a metric's name or '{' is expected, as in load1 or {job=\"a\"}");
        }

        ExpectEnd();
        return new SeriesSelector(matchers);
    }

    /// <summary>Reads matchers without a metric and without braces: <c>gpu=~"0|1",model!=""</c>.</summary>
    public IReadOnlyList<LabelMatcher> Matchers()
    {
        CheckLength();
        var matchers = new List<LabelMatcher>();
        ReadMatchers(matchers, "");
        if (matchers.Count == 0) throw Bad("a matcher is expected, as in gpu=\"0\"");
        ExpectEnd();
        return matchers;
    }

    private void ReadMatchers(List<LabelMatcher> matchers, string end)
    {
        for (Skip(); !AtEnd(end); Skip())
        {
            if (matchers.Count >= MaxMatchers) throw Bad($"more than {MaxMatchers} matchers");
            matchers.Add(Matcher());
            Skip();
            if (!Take(",")) break;
        }
    }

    private LabelMatcher Matcher()
    {
        var name = Name(colons: false);
        if (name.Length == 0) throw Bad("a label's name is expected (letters, digits and underscores, no digit first)");
        Skip();
        var (sign, kind) = Signs.FirstOrDefault(each => text.AsSpan(_at).StartsWith(each.Sign, StringComparison.Ordinal));
        if (sign is null) throw Bad($"=, !=, =~ or !~ is expected after '{name}', as in {name}=\"…\"");
        _at += sign.Length;
        Skip();
        if (_at == text.Length || text[_at] is not ('"' or '\'' or '`'))
            throw Bad($"a value in quotes is expected after {name}{sign}, as in {name}{sign}\"…\"");
        var start = _at;
        var value = QuotedText.Read(text, ref _at);
        try
        {
            return new LabelMatcher(name, kind, value, budget);
        }
        catch (SelectorException pattern)
        {
            throw new SelectorException($"At position {start + 1}: {pattern.Message}", start + 1, pattern);
        }
    }

    private string Name(bool colons)
    {
        var start = _at;
        while (_at < text.Length && (IsNameStart(text[_at], colons) || (_at > start && char.IsAsciiDigit(text[_at])))) _at++;
        return text[start.._at];
    }

    private static bool IsNameStart(char c, bool colons) => char.IsAsciiLetter(c) || c == '_' || (colons && c == ':');

    private bool AtEnd(string end) => _at == text.Length || (end.Length > 0 && text[_at] == end[0]);

    private bool Take(string sign)
    {
        if (!text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal)) return false;
        _at += sign.Length;
        return true;
    }

    private void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private void ExpectEnd()
    {
        Skip();
        if (_at < text.Length) throw Bad($"nothing is expected any more, but there is '{text[_at]}'");
    }

    private void CheckLength()
    {
        if (text.Length > MaxLength) throw new SelectorException($"A selector of {text.Length} characters is too long; at most {MaxLength} are taken.");
    }

    private SelectorException Bad(string what) => new($"At position {_at + 1}: {what}.", _at + 1);
}
