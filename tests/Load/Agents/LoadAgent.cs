using Dcmon.Agent.Identity;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Uplink;
using Dcmon.Load.Results;
using Dcmon.Simulation.Agents;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Reports;
using Dcmon.Wire.Reports;

namespace Dcmon.Load.Agents;

/// <summary>
/// An agent that counts what becomes of its reports: one is made each interval, however long the server was away, and
/// sent until the server has taken it. The fields belong to the loop.
/// </summary>
public sealed class LoadAgent : IDisposable
{
    /// <summary>
    /// A gauge with the report's own sequence number, by which a test finds each report again in the history.
    /// </summary>
    public const string SequenceMetric = "load_sequence";

    private readonly SimulatedMachine _machine;
    private readonly SimulatedReports _reports;
    private readonly MachineFacts _facts;
    private readonly ReportSlot _slot;
    private readonly LoadOptions _options;
    private readonly LoadCounters _counters;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly PendingReports _pending = new();
    private readonly List<Acknowledgement> _acknowledged = [];
    private TimeSpan _interval;
    private DateTimeOffset _due;
    private DateTimeOffset _retryAt;
    private long _next;

    internal LoadAgent(
        AgentIdentity identity, SimulatedMachine machine, ReportSlot slot, LoadOptions options, LoadCounters counters,
        TimeProvider time, Random random)
    {
        (Identity, _machine, _slot, _options, _counters, _time) = (identity, machine, slot, options, counters, time);
        _reports = new SimulatedReports(machine, SequenceMetric);
        _facts = _reports.FactsAt(time.GetUtcNow());
        _backoff = new Backoff(options.BackoffMin, options.BackoffMax, random);
        _interval = options.Interval ?? options.FirstInterval;
        // As the protocol asks of an agent that has lost its spool: numbers start at a random place.
        _next = random.NextInt64(1L << 40);
    }

    /// <summary>Who it is.</summary>
    public AgentIdentity Identity { get; }

    /// <summary>The name that it reports.</summary>
    public string HostName => _machine.HostName;

    /// <summary>Series in its newest report; 0 before the first.</summary>
    public int SeriesCount { get; private set; }

    /// <summary>What the server has taken so far, in the order in which it did.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged
    {
        get
        {
            lock (_acknowledged) return [.. _acknowledged];
        }
    }

    /// <summary>Reports until told to stop.</summary>
    /// <param name="stop">No new reports; ends when the last one is settled.</param>
    /// <param name="giveUp">Ends at once.</param>
    internal async Task RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        // The first reports are spread over the interval as all others are.
        _due = _slot.After(_time.GetUtcNow(), _interval);
        using var uplink = new ReportUplink(Identity, _options.RequestTimeout, _time);
        try
        {
            while (true)
            {
                if (!stop.IsCancellationRequested) MakeDue();
                if (_pending.Count == 0 && stop.IsCancellationRequested) return;
                if (_pending.Count > 0 && _retryAt <= _time.GetUtcNow()) await SendAsync(uplink, giveUp);
                else await WaitAsync(stop, giveUp);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // What is left stays unacknowledged; the counters say how much.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Identity.Dispose();

    private void MakeDue()
    {
        for (; _due <= _time.GetUtcNow(); _due = _slot.After(_due, _interval))
        {
            var (report, schema) = _reports.At(_due, _due, ReportDetail.FiguresOnly, _next++);
            _pending.Add(_options.Extras ? LoadExtras.AddTo(report) : report, schema);
            SeriesCount = schema.Series.Count;
            _counters.Make();
        }
    }

    private async Task WaitAsync(CancellationToken stop, CancellationToken giveUp)
    {
        var until = _pending.Count > 0 && (_retryAt < _due || stop.IsCancellationRequested) ? _retryAt : _due;
        var wait = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((until - _time.GetUtcNow()).TotalMilliseconds)));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            stop.IsCancellationRequested ? giveUp : stop, giveUp);
        try
        {
            await Task.Delay(wait, _time, either.Token);
        }
        catch (OperationCanceledException) when (!giveUp.IsCancellationRequested)
        {
            // No new reports from now on.
        }
    }

    private async Task SendAsync(ReportUplink uplink, CancellationToken giveUp)
    {
        var batch = _pending.Batch();
        _counters.Send(batch.Count, batch.Count(each => each.Attempts == 0));
        foreach (var each in batch) each.Attempts++;
        var started = _time.GetTimestamp();
        var result = await uplink.SendAsync([.. batch.Select(each => (each.Report, each.Schema))], _facts, giveUp);
        if (result is SendResult.Answered(var answer))
        {
            _counters.Latency.Add(_time.GetElapsedTime(started));
            Settle(answer);
        }
        else Retry(result);
    }

    private void Settle(ReportAnswer answer)
    {
        _backoff.Reset();
        foreach (var status in answer.Reports)
        {
            switch (status.Outcome)
            {
                case ReportOutcome.Refused when _pending.Remove(status.Sequence) is not null:
                    _counters.Refuse(status.Reason ?? "no reason given");
                    break;
                case ReportOutcome.Stored or ReportOutcome.Duplicate when _pending.Remove(status.Sequence) is { } settled:
                    Acknowledge(settled, status.Outcome == ReportOutcome.Duplicate);
                    break;
            }
        }

        if (_options.Interval is null) Follow(TimeSpan.FromMilliseconds(answer.IntervalMilliseconds));
    }

    private void Acknowledge(PendingReport settled, bool duplicate)
    {
        var report = new Acknowledgement(settled.Report.Sequence, settled.Report.Time, settled.Attempts, duplicate);
        lock (_acknowledged) _acknowledged.Add(report);
        _counters.Acknowledge(
            report, _time.GetUtcNow().ToUnixTimeMilliseconds() - report.Time > _interval.TotalMilliseconds);
    }

    private void Follow(TimeSpan interval)
    {
        if (interval == _interval || interval <= TimeSpan.Zero) return;
        _interval = interval;
        _due = _slot.After(_time.GetUtcNow(), _interval);
    }

    private void Retry(SendResult problem)
    {
        _counters.Fail(problem.ToString());
        _retryAt = _time.GetUtcNow() + problem switch
        {
            SendResult.Busy { RetryAfter: { } asked } => _backoff.Next(asked),
            SendResult.Unauthorized => _backoff.Slow(),
            _ => _backoff.Next(),
        };
    }
}
