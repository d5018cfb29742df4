namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Walks over the labels of a sample, from behind the opening brace to behind the closing one, without allocating.
/// </summary>
internal ref struct LabelReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private ReadOnlySpan<char> _raw;

    /// <summary>The label's name.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>What is wrong with the text; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>What follows the closing brace, once there are no more labels.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>The label's value, without its escapes.</summary>
    public readonly string Value => _raw.Contains('\\') ? Unescape(_raw) : _raw.ToString();

    /// <summary>Goes to the next label.</summary>
    /// <returns>False behind the last one, and where the text is no list of labels.</returns>
    public bool MoveNext()
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.StartsWith('}')) return End();
        Name = Names.Label(_rest);
        if (Name.IsEmpty) return Fail("the name of a label is expected");
        _rest = _rest[Name.Length..].TrimStart(" \t");
        if (!_rest.StartsWith('=')) return Fail("= is expected after the name of a label");
        _rest = _rest[1..].TrimStart(" \t");
        if (!_rest.StartsWith('"')) return Fail("the value of a label must begin with a quote");
        _rest = _rest[1..];
        var length = LengthOfValue(_rest);
        if (length < 0) return Fail("the value of a label has no closing quote");
        _raw = _rest[..length];
        _rest = _rest[(length + 1)..].TrimStart(" \t");
        if (_rest.StartsWith(',')) _rest = _rest[1..];
        else if (!_rest.StartsWith('}')) return Fail("a comma or } is expected after the value of a label");
        return true;
    }

    private bool End()
    {
        _rest = _rest[1..];
        return false;
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }

    /// <summary>Characters before the closing quote; -1 without one.</summary>
    private static int LengthOfValue(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') return i;
            if (text[i] == '\\') i++;
        }

        return -1;
    }

    /// <summary>Other escapes than the three of the format stand for themselves, as in Prometheus.</summary>
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var next = raw[i] == '\\' && i + 1 < raw.Length ? raw[i + 1] : '\0';
            var meant = next switch { '\\' => '\\', '"' => '"', 'n' => '\n', _ => raw[i] };
            text.Append(meant);
            if (next is '\\' or '"' or 'n') i++;
        }

        return text.ToString();
    }
}
