using System.Threading.Channels;
using Dcmon.Agent.Spool;

namespace Dcmon.Agent.Reporting;

/// <summary>
/// The newest reports on their way from the report loop to the uplink. It holds a few; what does not fit is in the
/// spool and is sent from there later.
/// </summary>
internal sealed class LiveReports
{
    private const int Capacity = 10;

    private readonly Channel<SpooledReport> _newest = Channel.CreateBounded<SpooledReport>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Adds a report; never waits.</summary>
    public void Add(SpooledReport report) => _newest.Writer.TryWrite(report);

    /// <summary>Takes all that are there.</summary>
    public List<SpooledReport> TakeAll()
    {
        var taken = new List<SpooledReport>();
        while (_newest.Reader.TryRead(out var report)) taken.Add(report);
        return taken;
    }

    /// <summary>Waits until there is one.</summary>
    public async Task WaitAsync(CancellationToken stop) => await _newest.Reader.WaitToReadAsync(stop);
}
