using Dcmon.Wire.Metrics;

namespace Dcmon.Queries;

/// <summary>Labels as answers carry them.</summary>
public static class LabelDictionary
{
    /// <summary>The labels by name, in their order; of two with one name the later counts.</summary>
    public static IReadOnlyDictionary<string, string> ByName(this ReadOnlySpan<Label> labels)
    {
        var byName = new Dictionary<string, string>(labels.Length);
        foreach (var (name, value) in labels) byName[name] = value;
        return byName;
    }

    /// <inheritdoc cref="ByName(ReadOnlySpan{Label})"/>
    public static IReadOnlyDictionary<string, string> ByName(this IReadOnlyList<Label> labels)
    {
        ReadOnlySpan<Label> list = [.. labels];
        return list.ByName();
    }
}
