using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Facts;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>
/// The machine as a host of vast.ai: whether it is rented, by the containers that customers' instances are.
/// </summary>
internal sealed class VastCollector : ICollector, IFactsSource
{
    private static readonly Series Running = MetricCatalog.Series("vast_running");
    private static readonly Series Rented = MetricCatalog.Series("vast_rented");
    private static readonly Series Instances = MetricCatalog.Series("vast_instances");
    private static readonly Series GpusRented = MetricCatalog.Series("vast_gpus_rented");

    private static readonly TimeSpan FilesEvery = TimeSpan.FromMinutes(1);
    private static readonly string[] NoContainers = ["containers: what the container engine runs is not known, and so neither what is rented"];

    private readonly VastSettings _settings;
    private readonly ContainerTable _containers;
    private readonly TimeSpan _oldest;
    private readonly TimeProvider _time;
    private readonly VastDaemon _daemon;
    private readonly Rentals _rentals;
    private readonly long _madeAt;
    private volatile VastHost? _host;
    private DateTimeOffset _nextFiles = DateTimeOffset.MinValue;

    /// <summary>Makes it.</summary>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="settings">The section <c>collect.vast</c>.</param>
    /// <param name="containers">Which containers there are.</param>
    /// <param name="pace">How often that is found out.</param>
    public VastCollector(CollectorParts parts, VastSettings settings, ContainerTable containers, Pace pace)
    {
        (_settings, _containers, _time) = (settings, containers, parts.Time);
        _oldest = 3 * pace.Interval + pace.Timeout;
        _daemon = new VastDaemon(parts.Roots);
        _rentals = new Rentals(parts.State, parts.Events, parts.Time);
        _madeAt = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public string Name => "vast";

    /// <inheritdoc/>
    public IReadOnlyList<string>? Troubles { get; private set; }

    /// <inheritdoc/>
    public string? WhyAbsent() => Directory.Exists(_settings.Root) ? null : $"this is no host of vast.ai: there is no {_settings.Root}";

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        if (_time.GetUtcNow() >= _nextFiles)
        {
            _host = VastHost.Read(_settings.Root);
            _nextFiles = _time.GetUtcNow() + FilesEvery;
        }

        if (_daemon.IsRunning is { } runs) samples.Add(Running, runs ? 1 : 0);
        var containers = _containers.List(_oldest);
        // The first list takes a moment.
        Troubles = containers is null && _time.GetElapsedTime(_madeAt) > _oldest ? NoContainers : null;
        if (containers is not null) Add(samples, [.. containers.Where(Instance.Is)]);
    }

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts) => (facts.VastMachineId, facts.VastPortRange) = (_host?.MachineId, _host?.PortRange);

    private void Add(SampleSet samples, IReadOnlyList<ContainerRow> instances)
    {
        _rentals.Update(instances);
        ContainerRow[] running = [.. instances.Where(Instance.Runs)];
        samples.Add(Rented, running.Length > 0 ? 1 : 0);
        samples.Add(Instances, running.Length);
        if (running.All(each => each.Gpus is not null)) samples.Add(GpusRented, running.SelectMany(each => each.Gpus!).Distinct().Count());
    }
}
