using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Dcmon.Simulation.RandomWalk;

namespace Dcmon.Peers.Systems;

/// <summary>A store of time series under measurement: one server, started on an empty directory with its defaults, used over HTTP.</summary>
internal abstract class MeasuredSystem : IAsyncDisposable
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>CPU seconds a second below which a server counts as idle.</summary>
    private const double Idle = 0.04;

    /// <summary>The process that is measured.</summary>
    public abstract ServerProcess Process { get; }

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
        var (quiet, before) = (0, Process.CpuSeconds);
        for (var started = Stopwatch.GetTimestamp(); quiet < 3;)
        {
            if (Stopwatch.GetElapsedTime(started) > LongestSettling) throw new InvalidOperationException("The server does not come to rest.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            var now = Process.CpuSeconds;
            quiet = now - before < Idle ? quiet + 1 : 0;
            before = now;
        }
    }

    /// <summary>Asks until the answer is 200.</summary>
    protected async Task WaitUntilReadyAsync(HttpClient http, string path)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            Process.ThrowIfEnded();
            try
            {
                using var answer = await http.GetAsync(path);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < LongestSettling)
            {
                // It does not listen yet.
            }

            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    /// <summary>Disk space of a directory as <c>du</c> counts it, bytes.</summary>
    protected static async Task<long> DiskUseAsync(string directory)
    {
        using var du = System.Diagnostics.Process.Start(new ProcessStartInfo("du", ["-s", "--block-size=1", directory]) { RedirectStandardOutput = true })!;
        var text = await du.StandardOutput.ReadToEndAsync();
        return long.Parse(text.AsSpan(0, text.IndexOf('\t')), CultureInfo.InvariantCulture);
    }

    /// <summary>A port of this machine that nobody uses.</summary>
    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
