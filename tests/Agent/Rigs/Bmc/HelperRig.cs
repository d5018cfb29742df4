using System.Net.Sockets;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Rigs.Bmc;

/// <summary>The BMC helper in this process, with programs of a test.</summary>
internal sealed class HelperRig : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StateFiles _state = new(null);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _run;

    public HelperRig(TimeSpan? longestRun = null)
    {
        Device = Tools.File("ipmi");
        File.WriteAllText(Device, "");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        var bmc = new ToolAccess(new LocalBmc(Device), Tools.Runner, _state, TimeProvider.System);
        var helper = new BmcHelper(bmc, longestRun ?? TimeSpan.FromSeconds(30), Time, Log.Of<BmcHelper>());
        _run = helper.RunAsync(_listener, _stop.Token);
    }

    public FakeTools Tools { get; } = new();

    /// <summary>By this clock callers take their time; the tools run by the real one.</summary>
    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Log { get; } = new();

    /// <summary>The BMC's device.</summary>
    public string Device { get; }

    /// <summary>The helper's socket.</summary>
    public string Path => _directory.File("bmc.sock");

    /// <summary>How an agent asks it.</summary>
    public HelperAccess Access => new(Path, new LocalBmc(Device), Tools.Runner.MaxOutput, TimeProvider.System);

    /// <summary>A connection of somebody who is no agent.</summary>
    public NetworkStream Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path));
        return new NetworkStream(socket, ownsSocket: true);
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _run.Wait();
        }
        catch (AggregateException error) when (error.InnerException is OperationCanceledException)
        {
            // Stopped.
        }

        _listener.Dispose();
        _stop.Dispose();
        _state.Dispose();
        Tools.Dispose();
        _directory.Dispose();
    }
}
