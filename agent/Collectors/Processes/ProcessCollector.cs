using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>
/// How many processes there are, and a table of those that use most. Processes never become series: their numbers are
/// ever new. To read 600 of them takes 7 ms of a core, and machines can have many thousands: so that it costs no more
/// than 1/3 of a percent of one, the next reading waits 300 times as long as the last worked, and reports until then
/// have its counts again and no table.
/// </summary>
internal sealed class ProcessCollector : ICollector
{
    private static readonly Series Processes = MetricCatalog.Series("processes");
    private static readonly Series Zombies = MetricCatalog.Series("processes_zombie");

    private const int RestFactor = 300;

    private readonly ProcFiles _files;
    private readonly UserNames _users;
    private readonly TextFile _uptime;
    private readonly GpuProcessTable _gpus;
    private readonly ProcessTableMaker _tables;
    private readonly ProcessTableSlot _slot;
    private readonly TimeProvider _time;
    private readonly Func<TimeSpan> _cpuTime;
    private readonly List<string> _troubles = [];
    private ProcessList _now;
    private ProcessList _before;
    private double[] _cores = [];
    private int _zombies;
    private TimeSpan _rest;

    /// <summary>Makes it; nothing is read.</summary>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="settings">How many processes to name.</param>
    /// <param name="gpus">Who uses the GPUs.</param>
    /// <param name="containers">Names of containers.</param>
    /// <param name="slot">Gets the tables.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cpuTime">Processor time of the calling thread; tests have their own.</param>
    public ProcessCollector(
        Roots roots, ProcessSettings settings, GpuProcessTable gpus, ContainerTable containers, ProcessTableSlot slot, TimeProvider time,
        Func<TimeSpan>? cpuTime = null)
    {
        (_gpus, _slot, _time, _cpuTime) = (gpus, slot, time, cpuTime ?? ThreadCpuTime.Now);
        _files = new ProcFiles(roots);
        _users = new UserNames(roots.InEtc("passwd"));
        _uptime = new TextFile(roots.InProc("uptime"));
        _tables = new ProcessTableMaker(settings.Top, new ProcessDetails(_files, _users, containers, settings.CommandLine));
        (_now, _before) = (new ProcessList(roots, _files), new ProcessList(roots, _files));
    }

    /// <inheritdoc/>
    public string Name => "processes";

    /// <inheritdoc/>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        var (now, cpuTime) = (_time.GetTimestamp(), _cpuTime());
        if (_time.GetElapsedTime(_now.ReadAt, now) >= _rest)
        {
            Read(now);
            // The first reading is that of a program that starts.
            _rest = _before.Count == 0 ? TimeSpan.Zero : RestFactor * (_cpuTime() - cpuTime);
        }

        samples.Add(Processes, _now.Count);
        samples.Add(Zombies, _zombies);
    }

    private void Read(long now)
    {
        (_now, _before) = (_before, _now);
        _files.WasDenied = false;
        _now.Read(now);
        var items = _now.Items;
        _zombies = CountZombies(items);
        _slot.Set(Table(items));

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
