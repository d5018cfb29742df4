using System.Globalization;

namespace Dcmon.Agent.Parsing;

/// <summary>Walks over the fields of one line, which are separated by blanks or tabs.</summary>
internal ref struct FieldReader(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    /// <summary>The next field, or an empty span after the last.</summary>
    public ReadOnlySpan<char> Next()
    {
        _rest = _rest.TrimStart(" \t");
        var end = _rest.IndexOfAny(' ', '\t');
        var field = end < 0 ? _rest : _rest[..end];
        _rest = _rest[field.Length..];
        return field;
    }

    /// <summary>
    /// The next field as a number; NaN where it is missing or none, as older kernels have fewer fields.
    /// </summary>
    public double NextNumber() =>
        double.TryParse(Next(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : double.NaN;

    /// <summary>Leaves fields out.</summary>
    public void Skip(int count)
    {
        while (count-- > 0) Next();
    }
}
