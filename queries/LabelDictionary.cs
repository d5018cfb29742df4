using Dcmon.Wire.Metrics;

namespace Dcmon.Queries;

/// <summary>Labels as answers carry them.</summary>
public static class LabelDictionary
{
    /// <inheritdoc cref="ByName(IEnumerable{Label})"/>
    public static IReadOnlyDictionary<string, string> ByName(this ReadOnlySpan<Label> labels) => labels.ToArray().ByName();

    /// <summary>The labels by name, in their order; of two with one name the later counts.</summary>
    public static IReadOnlyDictionary<string, string> ByName(this IEnumerable<Label> labels)
    {
        var byName = new Dictionary<string, string>();
        foreach (var (name, value) in labels) byName[name] = value;
        return byName;
    }
}
