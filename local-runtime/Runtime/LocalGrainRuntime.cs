using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>Hosts the grains of one process: delivers calls from start to stop, and does what time brings.</summary>
internal sealed class LocalGrainRuntime : IHostedService, IDisposable
{
    private readonly GrainCatalog _catalog;
    private readonly GrainClassMap _classes;
    private readonly long _responseTicks;
    private ITimer? _collector;
    private ITimer? _expirer;
    private volatile bool _running;

    public LocalGrainRuntime(
        IServiceProvider services,
        LocalGrainOptions options,
        GrainClassMap classes,
        TimeProvider timeProvider,
        IEnumerable<IIncomingGrainCallFilter> filters,
        ILogger<LocalGrainRuntime> log)
    {
        options.Check();
        Services = services;
        Options = options;
        TimeProvider = timeProvider;
        Filters = [.. filters];
        Log = log;
        _classes = classes;
        _catalog = new(this);
        _responseTicks = (long)(options.ResponseTimeout.TotalSeconds * timeProvider.TimestampFrequency);
    }

    public IServiceProvider Services { get; }

    public LocalGrainOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    public IIncomingGrainCallFilter[] Filters { get; }

    public ILogger Log { get; }

    public IEnumerable<Activation> Activations => _catalog.Activations;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var check = TimeSpan.FromTicks(Math.Min(Options.ResponseTimeout.Ticks / 4, TimeSpan.TicksPerSecond));
        _collector = TimeProvider.CreateTimer(_ => Collect(null), null, Options.CollectionQuantum, Options.CollectionQuantum);
        _expirer = TimeProvider.CreateTimer(
            _ => _catalog.ExpireOverdue(TimeProvider.GetTimestamp()), null, check, check);
        _running = true;
        return Task.CompletedTask;
    }

    /// <summary>Refuses new calls, lets running ones finish and deactivates all, as long as the host waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _running = false;
        _collector?.Dispose();
        var activations = Activations.ToList();
        foreach (var activation in activations)
            activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The host stops."), CancellationToken.None);
        try
        {
            await Task.WhenAll(activations.Select(a => a.Deactivated))
                .WaitAsync(Options.DeactivationTimeout, TimeProvider, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.LogWarning(
                "Stopped without waiting any longer for {Count} grains, such as {GrainId}",
                activations.Count(a => !a.Deactivated.IsCompleted),
                activations.FirstOrDefault(a => !a.Deactivated.IsCompleted)?.GrainId);
        }

        _expirer?.Dispose();
    }

    /// <summary>Deactivates what was idle for <paramref name="age"/>, or for its own limit if that is null.</summary>
    public List<Task> Collect(TimeSpan? age)
    {
        List<Task> ends = [];
        foreach (var activation in Activations)
            if (activation.CollectIfIdle(age)) ends.Add(activation.Deactivated);
        return ends;
    }

    public long NextDeadline() => TimeProvider.GetTimestamp() + _responseTicks;

    public void Deliver(GrainClass grainClass, GrainId id, Turn turn)
    {
        if (_running) _catalog.Deliver(grainClass, id, turn);
        else turn.Reject(new SiloUnavailableException($"{turn} was not delivered: the grain runtime is not running."));
    }

    public object GetGrain(Type grainInterface, string key, string? classNamePrefix)
    {
        var grainClass = _classes.Find(grainInterface, classNamePrefix);
        return CreateReference(grainInterface, grainClass, GrainId.Create(grainClass.GrainType, key));
    }

    public object CreateReference(Type grainInterface, GrainClass grainClass, GrainId id) =>
        GrainReference.Create(grainInterface, this, id, grainClass, null);

    public void Dispose()
    {
        _collector?.Dispose();
        _expirer?.Dispose();
    }
}
