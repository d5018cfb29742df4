using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>
/// Xids by card and number, since the agent started. A reader of a counter sees growth between two values only, so that
/// a counter is reported as 0 once before its first value. Safe for concurrent use.
/// </summary>
internal sealed class XidCounters
{
    /// <summary>Numbers come from text: they must not become series without end.</summary>
    private const int Most = 1_000;

    private readonly Dictionary<(string BusId, int Xid), Counter> _counters = [];
    private readonly List<Counter> _inOrder = [];
    private readonly Lock _lock = new();

    /// <summary>Counts one.</summary>
    /// <param name="busId">The card.</param>
    /// <param name="xid">The number.</param>
    /// <param name="subject">The card's labels.</param>
    public void Count(string busId, int xid, IReadOnlyList<Label> subject)
    {
        lock (_lock)
        {
            if (!_counters.TryGetValue((busId, xid), out var counter))
            {
                if (_counters.Count == Most) return;
                counter = new Counter(MetricCatalog.Series("gpu_xid_errors_total", [.. subject, new Label("xid", xid.ToString())]));
                _counters.Add((busId, xid), counter);
                _inOrder.Add(counter);
            }

            counter.Value++;
        }
    }

    /// <summary>Adds all of them.</summary>
    public void AddTo(SampleSet samples)
    {
        lock (_lock)
            foreach (var counter in _inOrder)
            {
                samples.Add(counter.Series, counter.IsReported ? counter.Value : 0);
                counter.IsReported = true;
            }
    }

    private sealed class Counter(Series series)
    {
        public readonly Series Series = series;
        public double Value;
        public bool IsReported;
    }
}
