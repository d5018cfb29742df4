using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scripts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Tests.Collectors.Scripts;

/// <summary>A directory of scripts, run by the agent's own runner.</summary>
internal sealed class ScriptRig : IDisposable
{
    public const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _directory = new();
    private readonly TestParts _parts = new();

    public string Directory => _directory.Path;

    public IReadOnlyList<MachineEvent> Events => [.. _parts.Parts.EventQueue.TakeAll().Select(each => Keep(each))];

    /// <summary>Events whose report an agent did not get to the disk before it was killed.</summary>
    public IReadOnlyList<MachineEvent> LostEvents => [.. _parts.Parts.EventQueue.TakeAll().Select(each => each.Event)];

    public CollectorParts Parts => _parts.Parts;

    public string File(string name) => _directory.File(name);

    /// <summary>Puts a script into the directory, whole: one that is being written cannot be run.</summary>
    public void Write(string name, string script, UnixFileMode mode = Usual)
    {
        // A process that another test starts meanwhile may inherit a file that is open here, and then it cannot be run: cp has no such
        // child.
        System.IO.File.WriteAllText(File(".text"), "#!/bin/sh\n" + script.Replace("HERE", Directory));
        using (var copy = System.Diagnostics.Process.Start("/bin/cp", [File(".text"), File(".copy")])) copy.WaitForExit();
        System.IO.File.SetUnixFileMode(File(".copy"), mode);
        System.IO.File.Move(File(".copy"), File(name), overwrite: true);
    }

    public ScriptsSettings Settings(params (string Name, ScriptJobSettings Job)[] jobs)
    {
        var settings = new ScriptsSettings { Directory = Directory };
        foreach (var (name, job) in jobs) settings.Jobs[name] = job;
        return settings;
    }

    public ScriptsCollector Collector(ScriptsSettings? settings = null) => new(_parts.Parts, settings ?? Settings());

    /// <summary>Looks at the directory and runs the one script that is there.</summary>
    public async Task<CollectorRun> RunAsync(ScriptsSettings? settings = null)
    {
        var source = Collector(settings);
        await CollectAsync(source);
        return await CollectAsync(source.Found.Single());
    }

    public static async Task<CollectorRun> CollectAsync(IPacedCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return run;
    }

    public static double? Value(CollectorRun run, string metric, params (string Name, string Value)[] labels) =>
        run.Samples.Find(MetricCatalog.Series(metric, [.. labels.Select(each => new Label(each.Name, each.Value))]));

    public void Dispose()
    {
        _parts.Dispose();
        _directory.Dispose();
    }

    /// <summary>As the report loop does, once an event is on disk.</summary>
    private static MachineEvent Keep(Dcmon.Agent.Events.QueuedEvent waiting)
    {
        waiting.OnStored?.Invoke();
        return waiting.Event;
    }
}
