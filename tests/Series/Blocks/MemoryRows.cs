using Dcmon.TimeSeries.Maintenance;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Blocks;

/// <summary>Rows of columns in memory, a report each 10 s.</summary>
internal sealed class MemoryRows(double[][] columns) : RawRows
{
    private readonly long[] _times = [.. Enumerable.Range(1, columns[0].Length).Select(row => 10_000L * row)];
    private readonly long[] _sequences = [.. Enumerable.Range(1, columns[0].Length).Select(row => (long)row)];

    public override ReadOnlySpan<long> Times => _times;

    public override ReadOnlySpan<long> Sequences => _sequences;

    public override IReadOnlyList<Series> Series { get; } =
        [.. columns.Select((_, i) => new Series("metric", MetricKind.Gauge, "", new Label("number", $"{i:d4}")))];

    public override void Read(int column, Span<double> values) => columns[column].CopyTo(values);
}
