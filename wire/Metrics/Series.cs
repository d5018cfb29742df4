using System.Text;

namespace Dcmon.Wire.Metrics;

/// <summary>
/// The identity of one time series on one machine: a metric name and its labels, sorted by name.
/// Equality is by content.
/// </summary>
public sealed class Series : IEquatable<Series>
{
    private readonly Label[] _labels;

    /// <summary>Makes a series; the labels are copied and sorted by name.</summary>
    /// <exception cref="ArgumentException">Two labels share a name.</exception>
    public Series(string metric, MetricKind kind, string unit, params ReadOnlySpan<Label> labels)
    {
        Metric = metric;
        Kind = kind;
        Unit = unit;
        _labels = labels.ToArray();
        Array.Sort(_labels, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < _labels.Length; i++)
            if (_labels[i].Name == _labels[i - 1].Name)
                throw new ArgumentException($"Series '{metric}' has the label '{_labels[i].Name}' twice; a label name may occur once.");
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>Gauge or counter, as the reporter declared it.</summary>
    public MetricKind Kind { get; }

    /// <summary>Base unit of the values, or empty.</summary>
    public string Unit { get; }

    /// <summary>The labels, sorted by name (ordinal).</summary>
    public ReadOnlySpan<Label> Labels => _labels;

    /// <summary>Characters of all its texts.</summary>
    public int TextLength
    {
        get
        {
            var length = Metric.Length + Unit.Length;
            foreach (var (name, value) in _labels)
                length += name.Length + value.Length;
            return length;
        }
    }

    /// <summary>The value of a label, or null where the series has none of that name.</summary>
    public string? this[string label]
    {
        get
        {
            foreach (var each in _labels)
                if (each.Name == label)
                    return each.Value;
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Series? other) =>
        other is not null && Metric == other.Metric && Kind == other.Kind && Unit == other.Unit
        && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Series);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Metric);
        foreach (var label in _labels)
            hash.Add(label);
        return hash.ToHashCode();
    }

    /// <summary>The series in Prometheus' notation: <c>name{label="value"}</c>.</summary>
    public override string ToString()
    {
        if (_labels.Length == 0) return Metric;
        var text = new StringBuilder(Metric).Append('{');
        foreach (var (name, value) in _labels)
        {
            if (text[^1] != '{') text.Append(',');
            text.Append(name).Append("=\"")
                .Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        return text.Append('}').ToString();
    }
}
