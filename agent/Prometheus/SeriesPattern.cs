using System.IO.Enumeration;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Chooses series by <c>name</c> or <c>name{label="value"}</c>, with <c>*</c> and <c>?</c> in names and values. A label
/// that a series does not have is an empty one.
/// </summary>
internal sealed class SeriesPattern
{
    private readonly string _name;
    private readonly List<Label> _labels = [];

    private SeriesPattern(string name) => _name = name;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static SeriesPattern Parse(string text)
    {
        var brace = text.IndexOf('{');
        var pattern = new SeriesPattern(brace < 0 ? text : text[..brace]);
        if (!Names.IsMetric(pattern._name.Replace('*', '_').Replace('?', '_')))
            throw new FormatException("a name with * and ? is expected, then labels if need be: node_cpu_*{mode=\"idle\"}");
        if (brace < 0) return pattern;
        var labels = new LabelReader(text.AsSpan(brace + 1));
        while (labels.MoveNext()) pattern._labels.Add(new Label(labels.Name.ToString(), labels.Value));
        if (labels.Problem is { } problem) throw new FormatException(problem);
        return labels.Rest.IsEmpty ? pattern : throw new FormatException("nothing may follow the }");
    }

    /// <summary>What is wrong with a pattern; null where nothing is.</summary>
    public static string? ProblemOf(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    /// <summary>True for a series that it chooses.</summary>
    public bool Matches(ReadOnlySpan<char> name, IReadOnlyList<Label> labels) =>
        Fits(_name, name) && _labels.TrueForAll(wanted => Fits(wanted.Value, ValueOf(labels, wanted.Name)));

    private static bool Fits(string pattern, ReadOnlySpan<char> text) =>
        pattern.Length == 0 ? text.IsEmpty : FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);

    private static string ValueOf(IReadOnlyList<Label> labels, string name) => labels.FirstOrDefault(each => each.Name == name).Value ?? "";
}
