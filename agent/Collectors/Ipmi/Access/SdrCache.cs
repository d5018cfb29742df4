using Dcmon.Agent.State;
using Dcmon.Agent.Tools;
using Dcmon.Files;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// Keeps what sensors a BMC has (its SDR repository) in a file: to read a hundred records takes a slow BMC most of a
/// minute, and they change with the board's firmware only.
/// </summary>
internal sealed class SdrCache(string name, StateFiles state, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);
    private static readonly ToolResult NothingToDo = new(0, [], "", TimeSpan.Zero);

    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;

    /// <summary>The file; null where there is none, and sensors are read from the BMC each time.</summary>
    public string? Path { get; private set; }

    /// <summary>Sees to it that there is a file of today; where it cannot be had, it is tried again in an hour.</summary>
    /// <param name="dump">Has ipmitool write the file at a path.</param>
    /// <returns>What ipmitool said; nothing where there was nothing to do.</returns>
    /// <exception cref="ToolException">There is no file.</exception>
    public async Task<ToolResult> RefreshAsync(Func<string, Task<ToolResult>> dump)
    {
        var now = time.GetUtcNow();
        if (now < _nextTry) return NothingToDo;
        var path = System.IO.Path.Combine(state.Folder("sdr"), name);
        Path = null;
        _nextTry = now + TimeSpan.FromHours(1);
        var result = await dump(AtomicFile.Prepared(path));
        if (result.IsRefusal) return result;
        if (new FileInfo(AtomicFile.Prepared(path)) is not { Exists: true, Length: > 0 })
            throw new ToolException("ipmitool wrote no file of the BMC's sensors");
        AtomicFile.Commit(path);
        Path = path;
        _nextTry = now + MaxAge;
        return result;
    }
}
