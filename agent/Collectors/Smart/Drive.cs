using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>One drive of this machine with its series and its last reading.</summary>
internal sealed class Drive(DriveAddress address)
{
    /// <summary>What changes although the drive sleeps.</summary>
    private const string Temperature = "smart_temperature_celsius";

    private readonly Dictionary<string, Series> _series = [];
    private Series[] _warnings = [];
    private Label[] _labels = [new("device", address.Name)];
    private DriveReading? _last;

    /// <summary>How it is reached.</summary>
    public DriveAddress Address { get; } = address;

    /// <summary>Its serial number, or null where it is unknown.</summary>
    public string? Serial => _last?.Identity.Serial;

    /// <summary>The labels that all its series have.</summary>
    public IReadOnlyList<Label> Labels => _labels;

    /// <summary>It did not answer the last time.</summary>
    public bool Failed { get; set; }

    /// <summary>Sets the drive's reading.</summary>
    public void Update(DriveReading reading)
    {
        // Another drive may have been put into the same place.
        if (reading.Identity != _last?.Identity) Become(reading.Identity);
        _last = reading;
    }

    /// <summary>
    /// Adds the drive's last reading. Of one that sleeps the temperature is left out; the rest cannot change while it
    /// sleeps.
    /// </summary>
    public void AddTo(SampleSet samples, bool asleep)
    {
        if (asleep || _last is { Values.Count: > 0 } && !Address.IsNvme) samples.Add(Of("smart_asleep"), asleep ? 1 : 0);
        if (_last is null) return;
        foreach (var (metric, value) in _last.Values)
            if (!(asleep && metric == Temperature))
                samples.Add(Of(metric), value);
        if (_last.Warnings is not { } warnings) return;
        for (var i = 0; i < _warnings.Length; i++)
            samples.Add(_warnings[i], NvmeWarnings.Has(warnings, i) ? 1 : 0);
    }

    private Series Of(string metric) =>
        _series.TryGetValue(metric, out var series) ? series : _series[metric] = MetricCatalog.Series(metric, _labels);

    private void Become(DriveIdentity identity)
    {
        _series.Clear();
        List<Label> labels = [new("device", Address.Name)];
        if (identity.Model is { } model) labels.Add(new("model", model));
        if (identity.Serial is { } serial) labels.Add(new("serial", serial));
        _labels = [.. labels];
        _warnings = [.. NvmeWarnings.Names.Select(name => MetricCatalog.Series("smart_critical_warning", [.. _labels, new("warning", name)]))];
    }
}
