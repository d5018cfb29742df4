using Dcmon.Agent.State;
using Dcmon.Agent.Tools;
using Dcmon.Files;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Keeps what sensors a BMC has (its SDR repository) in a file: to read a hundred records takes a slow BMC most of a
/// minute, and they change with the board's firmware only.
/// </summary>
internal sealed class SdrCache(BmcClient client, string name, StateFiles state, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;

    /// <summary>Sees to it that the client uses a file of today, or none where that cannot be had.</summary>
    /// <param name="timeout">How long reading the records may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ToolException">There is no file. The client works without, and it is tried again in an
    /// hour.</exception>
    public async Task RefreshAsync(TimeSpan timeout, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (now < _nextTry) return;
        var path = Path.Combine(state.Folder("sdr"), name);
        client.SensorRepository = null;
        _nextTry = now + TimeSpan.FromHours(1);
        await client.RunAsync(["sdr", "dump", AtomicFile.Prepared(path)], timeout, stop);
        if (new FileInfo(AtomicFile.Prepared(path)) is not { Exists: true, Length: > 0 }) throw new ToolException("ipmitool wrote no file of the BMC's sensors");
        AtomicFile.Commit(path);
        client.SensorRepository = path;
        _nextTry = now + MaxAge;
    }
}
