using System.Collections.Concurrent;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Events;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>One engine, and what is known of its containers.</summary>
internal sealed class ContainerEngine : IDisposable
{
    /// <summary>
    /// Questions at a time. Docker before version 25 keeps a question for what a container uses until it measures next,
    /// which it does once a second; so many wait without work for either side.
    /// </summary>
    private const int AtOnce = 16;

    /// <summary>How long details are used: shorter by up to a half, so that not all are read at once.</summary>
    private static readonly TimeSpan DetailsLast = TimeSpan.FromSeconds(60);

    private readonly EngineClient _client;
    private readonly ContainersSettings _settings;
    private readonly ChosenLabels _labels;
    private readonly NameFilter _filter;
    private readonly TimeProvider _time;
    private readonly EventFollower? _events;
    private readonly Dictionary<string, Container> _known = [];

    /// <summary>Containers that something happened to: their details are read at the next run.</summary>
    private readonly ConcurrentDictionary<string, bool> _changed = [];

    /// <summary>Connects at the first request.</summary>
    public ContainerEngine(string socket, ContainersSettings settings, CollectorParts parts)
    {
        (_settings, _time) = (settings, parts.Time);
        _client = new EngineClient(socket, settings.Timeout / 2, _time);
        _labels = new ChosenLabels(settings.Labels);
        _filter = new NameFilter(settings.Exclude);
        if (settings.Events) _events = new EventFollower(_client, _labels, _filter, parts, id => _changed[id] = true);
    }

    /// <summary>How it is talked to.</summary>
    public EngineClient Client => _client;

    /// <summary>Reads all containers.</summary>
    /// <param name="cards">The machine's GPUs.</param>
    /// <param name="enough">Cancelled when it is time to come back with what there is.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="EngineException">The engine does not list its containers.</exception>
    public async Task<EngineReading> ReadAsync(NvidiaCards cards, CancellationToken enough, CancellationToken stop)
    {
        var rows = await ListAsync(stop);
        _events?.Start();
        _events?.Save();
        var wanted = rows.Where(each => _filter.Accepts(each.Name)).DistinctBy(each => each.Id).ToArray();
        var chosen = wanted
            .OrderByDescending(each => each.HasProcesses).ThenByDescending(each => each.Created).Take(_settings.Most).ToArray();
        Remember(chosen);
        var problems = new ConcurrentDictionary<string, string>();
        // Those that had to wait longest go first: where the time is not enough for all, each has its turn.
        var turns = _known.Values.OrderBy(each => each.StatsAt).ToArray();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(turns, limits, async (each, _) =>
        {
            if (await AskAsync(each, cards, enough, stop) is { } problem) problems[each.Summary.Name] = problem;
        });
        return new EngineReading(rows, [.. chosen.Select(each => _known[each.Id])], problems, IsCut: wanted.Length > chosen.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _events?.Dispose();
        _client.Dispose();
    }

    private async Task<IReadOnlyList<ContainerSummary>> ListAsync(CancellationToken stop)
    {
        try
        {
            return await _client.GetAsync("containers/json?all=1", EngineLimits.List, json => ContainerSummary.ParseList(json, _labels), stop);
        }
        catch (EngineException)
        {
            _client.ResetVersion();
            throw;
        }
    }

    private void Remember(IReadOnlyList<ContainerSummary> rows)
    {
        foreach (var gone in _known.Keys.Except(rows.Select(each => each.Id)).ToArray()) _known.Remove(gone);
        foreach (var row in rows)
            if (_known.TryGetValue(row.Id, out var known)) known.Update(row, _changed.TryRemove(row.Id, out _));
            else _known[row.Id] = new Container(row);
        _changed.Clear(); // Those of containers that are not shown.
    }

    /// <summary>Reads what is due; returns what went wrong.</summary>
    private async Task<string?> AskAsync(Container container, NvidiaCards cards, CancellationToken enough, CancellationToken stop)
    {
        var path = $"containers/{container.Summary.Id}";
        string? problem = null;
        if (container.DetailsDue <= _time.GetElapsedTime(0))
            problem = await TryAsync(async () =>
            {
                var details = await _client.GetAsync($"{path}/json", EngineLimits.Details, ContainerDetails.Parse, enough);
                container.SetDetails(details, cards, _time.GetElapsedTime(0) + DetailsLast * (1 - Random.Shared.NextDouble() / 2));
            });
        if (container.Summary.HasProcesses)
            problem = await TryAsync(async () => container.Measured(
                await _client.GetAsync($"{path}/stats?stream=false&one-shot=true", EngineLimits.Stats, ContainerStats.Parse, enough),
                _time.GetElapsedTime(0))) ?? problem;
        return problem;

        async Task<string?> TryAsync(Func<Task> question)
        {
            try
            {
                await question();
                return null;
            }
            catch (EngineNotFoundException)
            {
                return null; // It is gone since it was listed.
            }
            catch (EngineException error)
            {
                return error.Message;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return "no time was left to query it";
            }
        }
    }
}
