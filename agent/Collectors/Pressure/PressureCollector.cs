using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Pressure;

/// <summary>
/// Pressure stall information, from <c>/proc/pressure</c>; kernels before 4.20 or with <c>psi=0</c> have none.
/// </summary>
internal sealed class PressureCollector(Roots roots) : ICollector
{
    private const double MicrosecondsPerSecond = 1e6;

    private readonly Resource[] _resources = [.. new[] { "cpu", "memory", "io", "irq" }.Select(name => new Resource(name, roots))];

    /// <inheritdoc/>
    public string Name => "pressure";

    /// <inheritdoc/>
    public string? WhyAbsent()
    {
        try
        {
            _resources[0].File.Read();
            return null;
        }
        catch (IOException error)
        {
            return $"this kernel does not report pressure (PSI): {error.Message}";
        }
    }

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        foreach (var resource in _resources)
            if (File.Exists(resource.File.Path))
                Parse(resource.File.Read(), resource, samples);
    }

    /// <summary>
    /// Reads lines such as <c>some avg10=2.59 avg60=1.04 avg300=1.47 total=25294188</c> (microseconds).
    /// </summary>
    internal static void Parse(ReadOnlySpan<char> text, Resource resource, SampleSet samples)
    {
        foreach (var line in text.EnumerateLines())
        {
            var at = line.IndexOf("total=");
            if (at < 0 || !double.TryParse(line[(at + 6)..], NumberStyles.None, CultureInfo.InvariantCulture, out var total)) continue;
            samples.Add(line.StartsWith("full") ? resource.Full : resource.Some, total / MicrosecondsPerSecond);
        }
    }

    /// <summary>What tasks wait for.</summary>
    internal sealed class Resource(string name, Roots roots)
    {
        /// <summary>The kernel's file of it.</summary>
        public TextFile File { get; } = new(roots.InProc("pressure/" + name));

        /// <summary>At least one task waits.</summary>
        public Series Some { get; } = MetricCatalog.Series("pressure_some_seconds_total", new Label("resource", name));

        /// <summary>All tasks wait.</summary>
        public Series Full { get; } = MetricCatalog.Series("pressure_full_seconds_total", new Label("resource", name));
    }
}
