using System.Collections.Concurrent;
using Dcmon.Agent.Linux;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Tools;

/// <summary>
/// Runs programs of this machine so that none can harm the agent: one at a time in each lane, few at once in all, each
/// bounded in time and output, killed with its children, and given up on where it cannot be killed. Safe for concurrent
/// use.
/// </summary>
internal sealed class ToolRunner(ToolSettings settings, TimeProvider time, ILogger<ToolRunner> logger)
{
    /// <summary>The most programs that run at once.</summary>
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, ToolLane> _lanes = [];
    private readonly ConcurrentDictionary<string, ToolUse> _uses = [];
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly KillGroup _group = new(logger);

    /// <summary>How often each tool was run, since the agent started.</summary>
    public IEnumerable<(string Tool, long Runs, long Kills)> Uses => _uses.Select(each => (each.Key, each.Value.Runs, each.Value.Kills));

    /// <summary>The most that a program may write to stdout unless its call says otherwise, bytes.</summary>
    public long MaxOutput => settings.MaxOutput.Bytes;

    /// <summary>A runner with lanes and slots of its own, for programs that must not delay these.</summary>
    public ToolRunner CreateSeparate() => new(settings, time, logger);

    /// <summary>
    /// Where a program is: an absolute path in <c>tools.path</c> of an executable that others cannot write; or null.
    /// </summary>
    public string? Find(string name) => settings.Path.Select(directory => Path.Combine(directory, name)).FirstOrDefault(IsUsable);

    /// <summary>Runs a program to its end, whatever its exit code.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="stop">Ends the run: program and children are killed at once.</param>
    /// <exception cref="ToolException"> It is not there, cannot be started, ran too long, wrote too much, or an earlier
    /// run of its lane cannot be killed. </exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken stop)
    {
        var path = Find(call.Tool) ?? throw new ToolException($"{call.Tool} is not installed: it is not in {string.Join(", ", settings.Path)}");
        var lane = _lanes.GetOrAdd(call.Lane, _ => new ToolLane());
        await lane.Turn.WaitAsync(stop);
        try
        {
            if (lane.StuckProcess is { } id) throw new ToolException($"{call.Tool}: process {id} of an earlier run cannot be killed");
            await _slots.WaitAsync(stop);
            try
            {
                return await RunAsync(call, path, lane, stop);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            lane.Turn.Release();
        }
    }

    private async Task<ToolResult> RunAsync(ToolCall call, string path, ToolLane lane, CancellationToken stop)
    {
        var use = _uses.GetOrAdd(call.Tool, _ => new ToolUse());
        use.AddRun();
        var run = ToolRun.Start(call, _group.Start(path, call.Arguments), string.Join(':', settings.Path), time);
        try
        {
            return await run.FinishAsync(call.MaxOutput ?? MaxOutput, stop);
        }
        finally
        {
            if (run.WasKilled) use.AddKill();
            if (run.IsOver) run.Dispose();
            else lane.GiveUp(run);
        }
    }

    private static bool IsUsable(string path)
    {
        try
        {
            return FilePermissions.IsExecutable(path)
                && !IsWritableByOthers(path) && !IsWritableByOthers(Path.GetDirectoryName(path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsWritableByOthers(string path) => (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;
}
