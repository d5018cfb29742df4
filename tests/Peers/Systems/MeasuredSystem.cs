using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dcmon.Simulation.RandomWalk;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.Peers.Systems;

/// <summary>
/// A store of time series under measurement: one server, started on an empty directory with its defaults, used over
/// HTTP.
/// </summary>
internal abstract class MeasuredSystem : IAsyncDisposable
{
    /// <summary>CPU seconds a second below which a server counts as idle.</summary>
    private const double IdleLoad = 0.04;

    private const int IdleSeconds = 3;

    /// <summary>How long to wait for a server that starts, or that has work left.</summary>
    protected static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(3);

    /// <summary>The process that is measured.</summary>
    public abstract ProgramProcess Process { get; }

    /// <summary>CPU seconds of the process so far.</summary>
    public double CpuSeconds => Process.CpuTime.TotalSeconds;

    /// <summary>Lets hosts in and gives back their senders, in the same order.</summary>
    public abstract Task<IReadOnlyList<HostSender>> AdmitAsync(IReadOnlyList<GeneratedHost> hosts);

    /// <summary>Has everything flushed, merged and compacted that ever will be, and waits for it.</summary>
    public abstract Task SettleAsync();

    /// <summary>Bytes on disk of all data so far; after <see cref="SettleAsync"/>.</summary>
    public abstract Task<long> DataBytesAsync();

    /// <summary>Asks for the last value at each step and reads the whole answer.</summary>
    public abstract Task<byte[]> QueryAsync(RangeQuestion question);

    /// <summary>Reads an answer: its lines, each with its number of points.</summary>
    public abstract IReadOnlyList<int> PointsOf(JsonElement answer);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Waits until the server has not worked for three seconds in a row.</summary>
    protected async Task WaitUntilIdleAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var (quiet, before) = (0, CpuSeconds); quiet < IdleSeconds;)
        {
            if (Stopwatch.GetElapsedTime(started) > LongestWait)
                throw new InvalidOperationException("The server does not become idle.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            var now = CpuSeconds;
            quiet = now - before < IdleLoad ? quiet + 1 : 0;
            before = now;
        }
    }

    /// <summary>Asks until the answer is 200.</summary>
    protected Task WaitUntilReadyAsync(HttpClient http, string path) => Eventually.HoldsAsync(
        async () =>
        {
            if (Process.HasExited)
                throw new InvalidOperationException(
                    $"The server ended:\n{string.Join('\n', Process.Log.TakeLast(30))}");
            try
            {
                using var answer = await http.GetAsync(path);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // it does not listen yet
            }
        },
        $"{http.BaseAddress} is ready", timeout: LongestWait);

    /// <summary>Disk space of a directory as <c>du</c> counts it, bytes.</summary>
    protected static async Task<long> DiskUseAsync(string directory)
    {
        var (code, text, log) = await ProgramProcess.RunAsync("/usr/bin/du", "-s", "--block-size=1", directory);
        if (code != 0) throw new InvalidOperationException($"du failed: {log}");
        return long.Parse(text.AsSpan(0, text.IndexOf('\t', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }
}
