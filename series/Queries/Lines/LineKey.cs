using Dcmon.Queries.Selection;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Queries.Lines;

/// <summary>What distinguishes one line of an answer from another: a client, or null where clients are combined, and labels.</summary>
internal readonly struct LineKey(string? client, Label[] labels) : IEquatable<LineKey>
{
    /// <summary>Whose line, or null.</summary>
    public string? Client { get; } = client;

    /// <summary>Sorted by name; the metric's name among them where it is not the same for all lines.</summary>
    public Label[] Labels { get; } = labels;

    /// <summary>The line that a series goes into.</summary>
    public static LineKey Of(RangePlan plan, string client, Series series)
    {
        if (plan.Query.Across is null) return new LineKey(client, Labelled(series, plan.Selector.Metric is null, static _ => true));
        var by = plan.Query.By ?? [];
        var apart = !plan.Query.AcrossClients || by.Contains(LabelNames.Client);
        return new LineKey(apart ? client : null, Labelled(series, by.Contains(LabelNames.Metric), by.Contains));
    }

    /// <inheritdoc/>
    public bool Equals(LineKey other) => Client == other.Client && Labels.AsSpan().SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LineKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Client, StringComparer.Ordinal);
        foreach (var label in Labels)
            hash.Add(label);
        return hash.ToHashCode();
    }

    private static Label[] Labelled(Series series, bool metric, Func<string, bool> wanted)
    {
        var labels = new List<Label>(series.Labels.Length + 1);
        if (metric) labels.Add(new Label(LabelNames.Metric, series.Metric));
        foreach (var label in series.Labels)
            if (wanted(label.Name))
                labels.Add(label);
        return [.. labels];
    }
}
