using System.Diagnostics;
using System.Globalization;

namespace Dcmon.Testing.Processes;

/// <summary>A program under test or measurement. It is killed when disposed; its output is stored.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _log = [];

    private ProgramProcess(Process process) => _process = process;

    /// <summary>Lines on stdout so far.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>Lines on stderr so far.</summary>
    public IReadOnlyList<string> Log => Copy(_log);

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Resident memory, bytes (<c>VmRSS</c>).</summary>
    public long ResidentBytes => ProcValue("status", "VmRSS:") * 1024;

    /// <summary>Largest resident memory so far, bytes (<c>VmHWM</c>).</summary>
    public long PeakResidentBytes => ProcValue("status", "VmHWM:") * 1024;

    /// <summary>
    /// Bytes that it has caused to be written to disks so far (<c>write_bytes</c> of <c>/proc/PID/io</c>).
    /// </summary>
    public long WrittenBytes => ProcValue("io", "write_bytes:");

    /// <summary>CPU time of all its threads so far, in user mode and in the kernel.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program, without the settings that this machine's environment has for dcmon.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProgramProcess Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(each => each.StartsWith("DCMON_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(variable);
        var started = new ProgramProcess(new Process { StartInfo = start });
        started._process.OutputDataReceived += (_, line) => started.Keep(started._output, line.Data);
        started._process.ErrorDataReceived += (_, line) => started.Keep(started._log, line.Data);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it wrote on stdout and stderr.</returns>
    public static async Task<(int Code, string Output, string Log)> RunAsync(string program, params string[] arguments)
    {
        await using var run = Start(program, arguments);
        var code = await run.WaitForExitAsync();
        return (code, string.Join('\n', run.Output), string.Join('\n', run.Log));
    }

    /// <summary>Waits until the program has written such a line on stdout or stderr.</summary>
    /// <returns>The first such line.</returns>
    public async Task<string> WaitForLineAsync(string containing, TimeSpan? longest = null)
    {
        string? found = null;
        await Eventually.HoldsAsync(
            () =>
                (found = Output.Concat(Log).FirstOrDefault(each => each.Contains(containing, StringComparison.Ordinal))) is not null
                    || HasExited,
            $"{_process.StartInfo.FileName} writes '{containing}'. It wrote:\n{string.Join('\n', Log)}",
            timeout: longest);
        return found ?? throw new InvalidOperationException(
            $"{_process.StartInfo.FileName} ended before it wrote '{containing}'. It wrote:\n{string.Join('\n', Log)}");
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan? longest = null)
    {
        using var limit = new CancellationTokenSource(longest ?? LongestStop, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary><c>kill</c>, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        NativeKill.Send(_process.Id, Sigterm);
        return WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private long ProcValue(string file, string key)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/{file}").Single(
            each => each.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(
            line.AsSpan(key.Length).Trim().TrimEnd(" kB"), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private void Keep(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (_lock) lines.Add(line);
    }

    private string[] Copy(List<string> lines)
    {
        lock (_lock) return [.. lines];
    }
}
