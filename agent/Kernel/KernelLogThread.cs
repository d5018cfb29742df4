using Dcmon.Agent.Linux;
using Dcmon.Agent.State;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Kernel;

/// <summary>What is done a record of the kernel's log.</summary>
/// <param name="record">The record.</param>
/// <param name="time">When it was written.</param>
/// <param name="place">Its position. A handler that needs the record holds it until its event is stored.</param>
internal delegate void KernelRecordHandler(KernelRecord record, DateTimeOffset time, KernelLogPosition place);

/// <summary>
/// Follows the kernel's log on a thread of its own and hands each record on once, also across restarts of the agent.
/// </summary>
internal sealed partial class KernelLogThread(
    string device, Roots roots, StateFiles state, string cursorName, KernelRecordHandler handle, Action idle,
    ILogger<KernelLogThread> logger)
    : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private Thread? _thread;
    private KernelCursor? _cursor;
    private volatile bool _stopped;

    /// <summary>Opens the log and starts. Where the log cannot be read, that is logged once.</summary>
    public void Start()
    {
        try
        {
            var boot = BootInfo.Read(roots);
            var cursor = _cursor = new KernelCursor(state, cursorName, boot.Id);
            var log = new KernelLog(device);
            _thread = new Thread(() => Follow(log, boot, cursor)) { IsBackground = true, Name = "kernel log" };
            _thread.Start();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Unreadable(error.Message);
        }
    }

    /// <summary>Ends the thread, which takes up to a second: what is done must be marked as read.</summary>
    public void Dispose()
    {
        _stopped = true;
        if (_thread?.Join(2 * LongestWait) == true) Save(_cursor!);
    }

    private void Follow(KernelLog log, BootInfo boot, KernelCursor cursor)
    {
        using var _ = log;
        try
        {
            while (!_stopped)
            {
                if (log.Wait(LongestWait)) ReadAll(log, boot, cursor);
                idle();
                Save(cursor);
            }
        }
        catch (Exception error)
        {
            // Nobody waits for this thread: what it throws would end the agent.
            Unreadable(error.Message);
        }
    }

    private void ReadAll(KernelLog log, BootInfo boot, KernelCursor cursor)
    {
        while (!_stopped && log.TryRead(out var record))
            if (cursor.MoveTo(record.Sequence))
                handle(record, boot.Time + record.Uptime, new KernelLogPosition(cursor, boot.Id, record.Sequence));
    }

    private void Save(KernelCursor cursor)
    {
        try
        {
            cursor.Save();
        }
        catch (IOException error)
        {
            Unsaved(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The position in the kernel's log cannot be saved; errors may be reported again after a restart: {Problem}.")]
    private partial void Unsaved(string problem);

    [LoggerMessage(LogLevel.Warning, "The kernel's log cannot be read; errors of drivers are missing: {Problem}.")]
    private partial void Unreadable(string problem);
}
