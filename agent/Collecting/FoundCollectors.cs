namespace Dcmon.Agent.Collecting;

/// <summary>
/// Runs a source of collectors and the collectors that it finds, each at its own pace. Used by the report loop, but for
/// <see cref="Runners"/>.
/// </summary>
/// <param name="source">Finds collectors.</param>
/// <param name="own">Runs it.</param>
/// <param name="runnerOf">Makes what runs a collector.</param>
internal sealed class FoundCollectors(ICollectorSource source, PacedRunner own, Func<IPacedCollector, PacedRunner> runnerOf)
{
    private IReadOnlyList<IPacedCollector> _found = [];
    private volatile PacedRunner[] _runners = [];

    /// <summary>Those that run what was found. Safe for concurrent use.</summary>
    public IReadOnlyList<PacedRunner> Runners => _runners;

    /// <summary>Starts what is due and returns at once.</summary>
    public void StartIfDue()
    {
        own.StartIfDue();
        Follow();
        foreach (var each in _runners) each.StartIfDue();
    }

    /// <summary>Looks what there is and runs it now; waits as long as each may take.</summary>
    public async Task RunAsync()
    {
        await own.RunAsync();
        Follow();
        await Task.WhenAll(_runners.Select(each => each.RunAsync()));
    }

    /// <summary>Adds what the last good runs found.</summary>
    public void AddTo(SampleSet report)
    {
        own.AddTo(report);
        foreach (var each in _runners) each.AddTo(report);
    }

    /// <summary>Cancels all runs.</summary>
    public void Stop()
    {
        own.Stop();
        foreach (var each in _runners) each.Stop();
    }

    private void Follow()
    {
        if (ReferenceEquals(source.Found, _found)) return;
        _found = source.Found;
        var before = _runners;
        _runners = [.. _found.Select(each => Array.Find(before, runner => runner.Runs(each)) ?? runnerOf(each))];
        foreach (var gone in before.Except(_runners)) gone.Stop();
    }
}
