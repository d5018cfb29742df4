using System.Collections.Concurrent;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Events;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Tests.Collectors.Gpu;

/// <summary>The collector of GPUs on a stand-in library, with a clock that the test moves.</summary>
internal sealed class GpuRig : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly ConcurrentQueue<MachineEvent> _reported = [];
    private readonly StateFiles _state = new(null);
    private readonly EventQueue _queue = new();
    private readonly GpuWatch _watch;

    /// <summary>Makes the rig.</summary>
    /// <param name="fixture">Which cards there are.</param>
    /// <param name="isOld">A library without the functions of later years.</param>
    /// <param name="state">What an agent before this one kept.</param>
    public GpuRig(string fixture, bool isOld = false, StateFiles? state = null)
    {
        NvmlStandIn = new NvmlStandIn(fixture, isOld);
        var settings = new GpuSettings { Library = NvmlStandIn.Library };
        var events = new EventPublisher(_queue, Log.Of<EventPublisher>());
        Xids = new XidTracker(events, Clock);
        _watch = new GpuWatch(
            Xids, new NvmlEventThread(Xids, events, Clock, Log.Of<NvmlEventThread>()), null,
            new GpuPresence(events, new ReportedStates(state ?? _state, "gpus"), Clock));
        Collector = new GpuCollector(
            new NvmlSession(settings.Library), settings, _watch, Processes, new Roots(Sys: _root.Path), Clock, Log.Of<GpuCollector>());
    }

    public NvmlStandIn NvmlStandIn { get; }

    public ManualTimeProvider Clock { get; } = new();

    public LogRecorder Log { get; } = new();

    public GpuProcessTable Processes { get; } = new();

    public XidTracker Xids { get; }

    public GpuCollector Collector { get; }

    public SampleSet Samples { get; } = new();

    /// <summary>What was reported so far; it is on disk as far as the agent knows, if <see cref="Keeps"/>.</summary>
    public IReadOnlyCollection<MachineEvent> Events
    {
        get
        {
            foreach (var each in _queue.TakeAll())
            {
                _reported.Enqueue(each.Event);
                if (Keeps) each.OnStored?.Invoke();
            }

            return _reported;
        }
    }

    /// <summary>Whether events get to the disk.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>One report, 10 s after the last.</summary>
    public void Collect()
    {
        Clock.Advance(TimeSpan.FromSeconds(10));
        Samples.Clear();
        Collector.Collect(Samples);
    }

    /// <summary>The value of the one series of a metric that has these labels (<c>gpu=0</c>); null where there is none.</summary>
    public double? Value(string metric, params string[] labels) => Samples.Value(metric, labels);

    /// <summary>Names of all metrics that were collected.</summary>
    public HashSet<string> Metrics => [.. Samples.Series.ToArray().Select(each => each.Metric)];

    /// <summary>Puts a card on the bus, beside those of the library.</summary>
    public void PlugIn(string address, string vendor, string type)
    {
        _root.Write($"bus/pci/devices/{address}/vendor", vendor + "\n");
        _root.Write($"bus/pci/devices/{address}/class", type + "\n");
    }

    public void Dispose()
    {
        _watch.Dispose();
        NvmlStandIn.Dispose();
        _state.Dispose();
        _root.Dispose();
    }
}
