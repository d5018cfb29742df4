using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Events;
using Dcmon.Agent.Timing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Clock;

/// <summary>
/// How right the machine's clock is, by the server's and by the kernel's own judgement; and that it was set, as an
/// event.
/// </summary>
internal sealed class ClockCollector(ServerClock server, EventPublisher events, TimeProvider time) : ICollector
{
    private static readonly Series Offset = MetricCatalog.Series("clock_offset_seconds");
    private static readonly Series Latency = MetricCatalog.Series("server_latency_seconds");
    private static readonly Series Synchronized = MetricCatalog.Series("clock_synchronized");
    private static readonly Series Error = MetricCatalog.Series("clock_error_seconds");

    private readonly ClockSteps _steps = new(time);
    private string[] _troubles = [];

    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <inheritdoc/>
    public void Collect(SampleSet samples)
    {
        if (_steps.Check() is { } step) PublishStep(step);
        if (server.Best is { } reading)
        {
            samples.Add(Offset, reading.OffsetSeconds);
            samples.Add(Latency, reading.RoundTrip.TotalSeconds);
        }

        var problem = KernelClock.Read(out var clock, out var isSynchronized);
        _troubles = problem is null ? [] : [$"kernel: {problem}"];
        if (problem is not null) return;
        samples.Add(Synchronized, isSynchronized ? 1 : 0);
        samples.Add(Error, clock.ErrorSeconds);
    }

    private void PublishStep(TimeSpan step)
    {
        server.Clear();
        var seconds = step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var message = step > TimeSpan.Zero
            ? $"the clock was set {seconds} s forward, or the machine slept as long"
            : $"the clock was set {seconds[1..]} s back";
        events.Publish(new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.ClockStep, EventSeverity.Warning, message)
        {
            Details = [new Label("seconds", seconds)],
        });
    }
}
