using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Dcmon.Web.Health;

/// <summary>Counts what the meters named <c>Dcmon.…</c> measure and writes it in Prometheus' text format.</summary>
public sealed class MetricsText : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), double> _values = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Dcmon.", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>All figures, now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _values.GroupBy(each => each.Key.Instrument).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            Head(text, group.Key.Name, IsCounter(group.Key) ? "counter" : "gauge", group.Key.Description);
            foreach (var (key, value) in group.OrderBy(each => each.Key.Labels, StringComparer.Ordinal))
                Line(text, key.Instrument.Name + key.Labels, value);
        }

        using var process = Process.GetCurrentProcess();
        Head(text, "process_cpu_seconds_total", "counter", "CPU time of this process.");
        Line(text, "process_cpu_seconds_total", process.TotalProcessorTime.TotalSeconds);
        Head(text, "process_resident_memory_bytes", "gauge", "Resident memory of this process.");
        Line(text, "process_resident_memory_bytes", process.WorkingSet64);
        return text.ToString();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, Labels(tags));
        // A plain counter tells each step; everything observable tells the whole.
        if (instrument is Counter<long> or Counter<double>) _values.AddOrUpdate(key, value, (_, before) => before + value);
        else _values[key] = value;
    }

    private static bool IsCounter(Instrument instrument) =>
        instrument is Counter<long> or Counter<double> or ObservableCounter<long> or ObservableCounter<double>;

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var text = new StringBuilder("{");
        foreach (var (name, value) in tags)
            text.Append(text.Length > 1 ? "," : "").Append(name).Append("=\"").Append(value).Append('"');
        return text.Append('}').ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string? help) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}
