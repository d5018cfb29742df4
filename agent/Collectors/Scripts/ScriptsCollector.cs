using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>Finds the scripts of the machine's owner and makes a collector of each.</summary>
internal sealed class ScriptsCollector : ICollectorSource
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(10);

    private readonly CollectorParts _parts;
    private readonly ScriptsSettings _settings;
    private readonly ScriptDirectory _directory;
    private readonly ToolRunner _runner;
    private volatile IReadOnlyList<ScriptCollector> _found = [];

    /// <summary>Nothing is looked at yet.</summary>
    public ScriptsCollector(CollectorParts parts, ScriptsSettings settings)
    {
        (_parts, _settings) = (parts, settings);
        _directory = new ScriptDirectory(settings.Directory);
        // Turns of their own: scripts that hang must not keep the machine's tools waiting.
        _runner = parts.Tools.CreateSeparate();
    }

    /// <inheritdoc/>
    public string Name => "scripts";

    /// <inheritdoc/>
    public Pace Pace { get; } = new(CheckInterval, LookTimeout);

    /// <inheritdoc/>
    public IReadOnlyList<IPacedCollector> Found => _found;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) =>
        new(Directory.Exists(_settings.Directory) ? null : $"there is no {_settings.Directory}");

    /// <inheritdoc/>
    public Task CollectAsync(CollectorRun run)
    {
        try
        {
            Follow(_directory.List(run.Trouble));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Follow([]);
            throw;
        }

        foreach (var name in _settings.Jobs.Keys.Where(job => !_found.Any(each => each.Script.Name == job)))
            run.Trouble($"jobs.{name}", "there is no such script that may be run");
        return Task.CompletedTask;
    }

    private void Follow(IReadOnlyList<Script> scripts)
    {
        if (!_found.Select(each => each.Script).SequenceEqual(scripts))
            _found = [.. scripts.Select(script => _found.FirstOrDefault(each => each.Script == script) ?? Make(script))];
    }

    private ScriptCollector Make(Script script) => new(script, _directory, _parts, _settings, _runner);
}
