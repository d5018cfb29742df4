using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Dcmon.Agent.Parsing;
using Dcmon.Settings;

namespace Dcmon.Agent.Tools;

/// <summary>One process from its start to its end, whichever that is.</summary>
internal sealed class ToolRun : IDisposable
{
    private const int ErrorBytes = 4096;

    /// <summary>How long a killed process may take to end, and an ended one's output to be complete.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ToolCall _call;
    private readonly TimeProvider _time;
    private readonly Process _process;
    private readonly long _startedAt;
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _killedFor;

    private ToolRun(ToolCall call, Process process, TimeProvider time)
    {
        (_call, _process, _time, ProcessId) = (call, process, time, process.Id);
        _startedAt = time.GetTimestamp();
    }

    /// <summary>The process, also the number of its session and group.</summary>
    public int ProcessId { get; }

    /// <summary>True where it did not end by itself.</summary>
    public bool WasKilled => _killedFor is not null;

    /// <summary>True when the process has ended.</summary>
    public bool IsOver => _process.HasExited;

    /// <summary>Starts a process.</summary>
    /// <param name="call">The program and its arguments.</param>
    /// <param name="start">Program and arguments.</param>
    /// <param name="searchPath">Its <c>PATH</c>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ToolException">It cannot be started.</exception>
    public static ToolRun Start(ToolCall call, ProcessStartInfo start, string searchPath, TimeProvider time)
    {
        (start.WorkingDirectory, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = ("/", true, true, true);
        start.Environment.Clear();
        foreach (var (name, value) in call.Environment) start.Environment[name] = value;
        // Fixed, so that its output can be parsed wherever it runs.
        start.Environment["PATH"] = searchPath;
        start.Environment["LC_ALL"] = start.Environment["LANG"] = "C";
        start.Environment["TZ"] = "UTC";
        start.Environment["HOME"] = "/nonexistent";
        try
        {
            return new ToolRun(call, Process.Start(start)!, time);
        }
        catch (Win32Exception error)
        {
            throw new ToolException($"{call.Tool} cannot be started: {error.Message}", error);
        }
    }

    /// <summary>Waits for the end and brings it about where need be.</summary>
    /// <param name="mostOutput">The most that it may write to stdout, bytes.</param>
    /// <param name="stop">Kills it.</param>
    /// <exception cref="ToolException">It ran too long or wrote too much.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<ToolResult> FinishAsync(long mostOutput, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_call.Timeout, _time);
        using var enough = new CancellationTokenSource();
        using var onTimeout = timeout.Token.Register(() => Kill($"no answer within {_call.Timeout.TotalSeconds:0.###} s"));
        using var onStop = stop.Register(() => Kill("stopped"));

        var output = ReadOutputAsync(mostOutput, enough.Token);
        var error = BoundedOutput.ReadStartAsync(_process.StandardError.BaseStream, ErrorBytes, enough.Token);
        var input = WriteInputAsync();
        var exit = _process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(exit, _killed.Task);
        var hasEnded = await EndsInTimeAsync(exit);
        var took = _time.GetElapsedTime(_startedAt);
        await EndsInTimeAsync(Task.WhenAll(output, error, input));
        if (hasEnded) KillGroup.KillLeftovers(ProcessId);
        await enough.CancelAsync(); // A child that went its own way may hold the pipes for ever.

        stop.ThrowIfCancellationRequested();
        if (_killedFor is { } reason) throw new ToolException($"{_call.Tool}: {reason}{(hasEnded ? "" : $"; process {ProcessId} cannot be killed")}");
        return new ToolResult(_process.ExitCode, (await output)!, PlainText.Line(Encoding.UTF8.GetString(await error), ErrorBytes), took);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task<byte[]?> ReadOutputAsync(long most, CancellationToken enough)
    {
        var output = await BoundedOutput.ReadAsync(_process.StandardOutput.BaseStream, most, enough);
        if (output is null) Kill($"more than {new ByteSize(most)} of output");
        return output;
    }

    private async Task WriteInputAsync()
    {
        try
        {
            await using var input = _process.StandardInput.BaseStream;
            if (_call.Input is { } text) await input.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // It need not read it: what it answers counts.
        }
    }

    private void Kill(string reason)
    {
        if (Interlocked.CompareExchange(ref _killedFor, reason, null) is not null) return;
        KillGroup.Kill(_process);
        _killed.TrySetResult();
    }

    private async Task<bool> EndsInTimeAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Grace, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
