using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Silo.Metrics;

/// <summary>
/// Collects what the meters named <c>Dcmon.…</c> measure and the connections of the web server, and writes it in
/// Prometheus' text format.
/// </summary>
public sealed class ServerMetrics : IHostedService, IDisposable
{
    /// <summary>
    /// Instruments of the framework that are collected: they have a cost per connection, but none per request.
    /// </summary>
    private static readonly string[] Foreign = ["kestrel.active_connections"];

    /// <summary>Labels of them that are collected; others would make a time series per client.</summary>
    private static readonly string[] ForeignLabels = ["server.port"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), double> _values = new();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument) || Foreign.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>All figures of the meters, now.</summary>
    public IReadOnlyList<OwnFigure> Read()
    {
        _listener.RecordObservableInstruments();
        return
        [
            // A process may have two instruments of a name, such as two stores: their values are added.
            .. _values.GroupBy(each => (Name: each.Key.Instrument.Name.Replace('.', '_'), each.Key.Labels))
                .Select(same => Figure(same.Key.Name, same.Key.Labels, same.First().Key.Instrument,
                    same.Sum(each => each.Value)))
                .OrderBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Labels, StringComparer.Ordinal),
        ];
    }

    /// <summary>All figures and those of the process, as text.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var group in Read().GroupBy(each => each.Name))
        {
            Head(text, group.Key, group.First().IsCounter ? "counter" : "gauge", group.First().Help);
            foreach (var figure in group)
                Line(text, figure.Name + figure.Labels, figure.Value);
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
        var key = (instrument, Labels(tags, IsOurs(instrument)));
        // A plain counter reports each increment; an observable one the total.
        if (instrument is Counter<long> or Counter<double> or UpDownCounter<long> or UpDownCounter<double>)
            _values.AddOrUpdate(key, value, (_, before) => before + value);
        else _values[key] = value;
    }

    private static OwnFigure Figure(string name, string labels, Instrument instrument, double value) =>
        new(name, labels, IsCounter(instrument), instrument.Description, value);

    private static bool IsOurs(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("Dcmon.", StringComparison.Ordinal);

    private static bool IsCounter(Instrument instrument) =>
        instrument is Counter<long> or Counter<double> or ObservableCounter<long> or ObservableCounter<double>;

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags, bool ours)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
            if (ours || ForeignLabels.Contains(name))
                text.Append(text.Length > 0 ? "," : "{").Append(name.Replace('.', '_')).Append("=\"").Append(value)
                    .Append('"');
        return text.Length == 0 ? "" : text.Append('}').ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string? help) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
}

/// <summary>A metric of this process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels in Prometheus' notation, or empty.</param>
/// <param name="IsCounter">Whether it is a counter.</param>
/// <param name="Help">What it is.</param>
/// <param name="Value">Its value.</param>
public sealed record OwnFigure(string Name, string Labels, bool IsCounter, string? Help, double Value);
