using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Settings.Collect;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>How many processes there are, and a table of those that use most. Processes never become series: their numbers are ever new.</summary>
internal sealed class ProcessCollector : ICollector
{
    private static readonly Series Processes = MetricCatalog.Series("processes");
    private static readonly Series Zombies = MetricCatalog.Series("processes_zombie");

    private readonly ProcFiles _files;
    private readonly UserNames _users;
    private readonly TextFile _uptime;
    private readonly GpuProcessTable _gpus;
    private readonly ProcessTableMaker _tables;
    private readonly TimeProvider _time;
    private readonly List<string> _troubles = [];
    private ProcessList _now;
    private ProcessList _before;
    private double[] _cores = [];
    private ProcessTable? _table;

    /// <summary>Makes it; nothing is read.</summary>
    public ProcessCollector(Roots roots, ProcessSettings settings, GpuProcessTable gpus, TimeProvider time)
    {
        (_gpus, _time) = (gpus, time);
        _files = new ProcFiles(roots);
        _users = new UserNames(roots.InEtc("passwd"));
        _uptime = new TextFile(roots.InProc("uptime"));
        _tables = new ProcessTableMaker(settings.Top, new ProcessDetails(_files, _users, settings.CommandLine));
        (_now, _before) = (new ProcessList(roots, _files), new ProcessList(roots, _files));
    }

    /// <inheritdoc/>
    public string Name => "processes";

    /// <inheritdoc/>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>The table of the last run, once; null where there was none since.</summary>
    public ProcessTable? TakeTable() => Interlocked.Exchange(ref _table, null);

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        (_now, _before) = (_before, _now);
        _files.WasDenied = false;
        _now.Read(_time.GetTimestamp());
        var items = _now.Items;
        samples.Add(Processes, _now.Count);
        samples.Add(Zombies, CountZombies(items));
        Interlocked.Exchange(ref _table, Table(items));

        _troubles.Clear();
        if (_files.WasDenied || (items.Length > 0 && items[0].Pid != 1)) _troubles.Add("hidepid: /proc shows the processes of the agent's own user only");
    }

    private ProcessTable Table(ReadOnlySpan<ProcessStat> items)
    {
        if (_cores.Length < items.Length) _cores = new double[items.Length + items.Length / 4];
        CpuUse.Fill(_before.Items, items, _time.GetElapsedTime(_before.ReadAt, _now.ReadAt), _cores);
        _users.Refresh();
        var uptime = new FieldReader(_uptime.Read().TrimEnd()).NextNumber();
        return _tables.Make(items, _cores, _gpus.List(), _time.GetUtcNow().ToUnixTimeMilliseconds() - (long)(uptime * 1000));
    }

    private static int CountZombies(ReadOnlySpan<ProcessStat> items)
    {
        var count = 0;
        foreach (ref readonly var each in items)
            if (each.IsZombie) count++;
        return count;
    }
}
