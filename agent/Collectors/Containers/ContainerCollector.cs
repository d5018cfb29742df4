using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>Containers of Docker and Podman, by the engines' own sockets.</summary>
internal sealed class ContainerCollector : IPacedCollector, IFactsSource, IDisposable
{
    private static readonly Dictionary<string, Series> Counts =
        ContainerStates.All.ToDictionary(state => state, state => MetricCatalog.Series("containers", new Label("state", state)));

    private readonly ContainersSettings _settings;
    private readonly CollectorParts _parts;
    private readonly ContainerTable _table;
    private readonly EngineSockets _sockets;
    private readonly Dictionary<string, ContainerEngine> _engines = [];
    private volatile string? _engineNames;
    private double _memory = double.NaN;

    /// <summary>Makes it; nothing is read yet.</summary>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="settings">The section <c>collect.containers</c>.</param>
    /// <param name="table">Receives which containers there are.</param>
    public ContainerCollector(CollectorParts parts, ContainersSettings settings, ContainerTable table)
    {
        (_parts, _settings, _table) = (parts, settings, table);
        _sockets = new EngineSockets(settings.Sockets);
    }

    /// <inheritdoc/>
    public string Name => "containers";

    /// <inheritdoc/>
    public Pace Pace => _settings.Pace;

    /// <inheritdoc/>
    public async ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => await _sockets.WhyAbsentAsync(stop);

    /// <inheritdoc/>
    /// <exception cref="EngineException">No engine lists its containers.</exception>
    public async Task CollectAsync(CollectorRun run)
    {
        if (double.IsNaN(_memory)) _memory = MachineMemory();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(run.Stop);
        using var timer = _parts.Time.CreateTimer(_ => enough.Cancel(), null, _settings.Timeout * 0.85, Timeout.InfiniteTimeSpan);
        var cards = NvidiaCards.Read(_parts.Roots);
        var readings = await ReadAllAsync(cards, run, enough.Token);
        foreach (var (state, series) in Counts) run.Samples.Add(series, readings.Sum(each => each.All.Count(row => row.State == state)));
        var names = new HashSet<string>();
        var rows = new List<ContainerRow>();
        foreach (var container in readings.SelectMany(each => each.Shown))
            if (names.Add(container.Summary.Name)) // Two engines may have containers of the same name, but a series may occur once.
            {
                container.AddTo(run.Samples, _memory, _parts.Time.GetElapsedTime(0) - 3 * _settings.Interval);
                rows.Add(container.ToRow());
            }

        _table.Replace(rows);
        foreach (var reading in readings) reading.ReportTroubles(run, _settings.Most);
    }

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts) => facts.ContainerEngine = _engineNames;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var engine in _engines.Values) engine.Dispose();
    }

    private async Task<IReadOnlyList<EngineReading>> ReadAllAsync(NvidiaCards cards, CollectorRun run, CancellationToken enough)
    {
        var engines = _sockets.Present().Select(Engine).ToArray();
        var attempts = await Task.WhenAll(engines.Select(each => TryAsync(each)));
        var readings = attempts.Select(each => each.Reading).OfType<EngineReading>().ToArray();
        if (readings.Length == 0)
            throw new EngineException(string.Join("; ", attempts.Select(each => each.Problem).DefaultIfEmpty("the engine's socket is gone")));
        foreach (var (_, problem) in attempts)
            if (problem is not null)
                run.Trouble("engine", problem);
        _engineNames = string.Join(", ", engines.Select(each => each.Client.Version?.Name).OfType<string>());
        return readings;

        async Task<(EngineReading? Reading, string? Problem)> TryAsync(ContainerEngine engine)
        {
            try
            {
                return (await engine.ReadAsync(cards, enough, run.Stop), null);
            }
            catch (EngineException error)
            {
                return (null, $"{engine.Client.Socket}: {error.Message}");
            }
        }
    }

    private ContainerEngine Engine(string socket) =>
        _engines.TryGetValue(socket, out var known) ? known : _engines[socket] = new ContainerEngine(socket, _settings, _parts);

    private double MachineMemory() => MemInfo.ParseTotal(File.ReadAllText(_parts.Roots.InProc("meminfo")));
}
