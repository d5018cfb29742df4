using System.Globalization;

namespace Dcmon.EndToEnd.Truth;

/// <summary>Looks at <c>/proc/stat</c> often, so that there is a look close to each report.</summary>
internal sealed class CpuSamples : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private const double TicksPerSecond = 100;

    private readonly List<(long Time, double Busy, double All)> _samples = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    /// <summary>Starts to look.</summary>
    public CpuSamples() => _run = Task.Run(RunAsync);

    /// <summary>Seconds of all cores between two instants, and how many of them were neither idle nor waiting for I/O.</summary>
    public (double Busy, double All) Growth(long from, long to)
    {
        var (first, last) = (Nearest(from), Nearest(to));
        return ((last.Busy - first.Busy) / TicksPerSecond, (last.All - first.All) / TicksPerSecond);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            // user nice system idle iowait irq softirq steal, then guests, who are in user and nice already.
            var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
                .Select(each => double.Parse(each, CultureInfo.InvariantCulture)).ToArray();
            lock (_samples)
                _samples.Add((TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), ticks.Sum() - ticks[3] - ticks[4], ticks.Sum()));
            await Task.Delay(Every, TimeProvider.System);
        }
    }

    private (long Time, double Busy, double All) Nearest(long time)
    {
        lock (_samples) return _samples.MinBy(each => Math.Abs(each.Time - time));
    }
}
