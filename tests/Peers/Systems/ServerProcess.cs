using System.Diagnostics;
using System.Globalization;

namespace Dcmon.Peers.Systems;

/// <summary>A server that is measured, in a process of its own; killed when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lastLines = [];
    private readonly List<(string Start, TaskCompletionSource<string> Found)> _awaited = [];

    /// <summary>Starts it.</summary>
    /// <param name="program">Path.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="awaited">Starts of lines on stdout that <see cref="LineAsync"/> will be asked for.</param>
    public ServerProcess(string program, IEnumerable<string> arguments, params IEnumerable<string> awaited)
    {
        _awaited.AddRange(awaited.Select(start => (start, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously))));
        _process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        // The figures must not depend on how this machine is set up.
        foreach (var variable in _process.StartInfo.Environment.Keys.Where(each => each.StartsWith("DCMON_", StringComparison.Ordinal)).ToArray())
            _process.StartInfo.Environment.Remove(variable);
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>CPU seconds of all its threads so far, in user mode and in the kernel (<c>/proc/PID/stat</c>).</summary>
    public double CpuSeconds
    {
        get
        {
            ThrowIfEnded();
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Largest resident memory so far, bytes (<c>VmHWM</c>).</summary>
    public long PeakResidentBytes
    {
        get
        {
            ThrowIfEnded();
            const string key = "VmHWM:";
            var line = File.ReadLines($"/proc/{_process.Id}/status").Single(each => each.StartsWith(key, StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan(key.Length).TrimEnd("kB"), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The rest of the line on stdout with that start; ends with an error where the process does.</summary>
    public Task<string> LineAsync(string start) => _awaited.Single(each => each.Start == start).Found.Task;

    /// <summary>Throws, with what it said last, where it has ended.</summary>
    public void ThrowIfEnded()
    {
        if (!_process.HasExited) return;
        lock (_lock)
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}:\n{string.Join('\n', _lastLines)}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            foreach (var (start, found) in _awaited)
                found.TrySetException(new InvalidOperationException($"{_process.StartInfo.FileName} closed its output before it wrote '{start}'."));
            return;
        }

        lock (_lock)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept) _lastLines.Dequeue();
        }

        foreach (var (start, found) in _awaited)
            if (line.StartsWith(start, StringComparison.Ordinal))
                found.TrySetResult(line[start.Length..].Trim());
    }
}
