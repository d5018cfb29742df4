using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Spool;
using Dcmon.Agent.State;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Tests.Support;

/// <summary>What collectors are made from, in a test: the machine's own files and tools, and a state that is forgotten.</summary>
internal sealed class TestParts : IDisposable
{
    private readonly CollectorSettings _settings;

    public TestParts(CollectorSettings? settings = null, Roots? roots = null, ToolSettings? tools = null, TimeProvider? time = null)
    {
        _settings = settings ?? new CollectorSettings();
        Parts = new CollectorParts(
            roots ?? new Roots(),
            new ToolRunner(tools ?? new ToolSettings(), time ?? TimeProvider.System, Log.Of<ToolRunner>()), new NoSpool(),
            new StateFiles(null), new EventQueue(), new ProcessTableSlot(), new ServerClock(time ?? TimeProvider.System),
            time ?? TimeProvider.System, Log);
    }

    public CollectorParts Parts { get; }

    public LogRecorder Log { get; } = new();

    /// <summary>All collectors, as the settings make them.</summary>
    public INamedCollector[] Collectors() => CollectorList.Make(Parts, _settings);

    /// <summary>How a BMC is asked without a helper.</summary>
    public ToolAccess Access(IBmcTarget bmc) => new(bmc, Parts.Tools, Parts.State, Parts.Time);

    public void Dispose() => Parts.State.Dispose();

    private sealed class NoSpool : ISpoolCounts
    {
        public long SpoolReports => 0;
        public long SpoolBytes => 0;
        public long SpoolDropped => 0;
        public long Refused => 0;
    }
}
