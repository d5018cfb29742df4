namespace Dcmon.Load.Results;

/// <summary>What happened to the reports of a fleet. Safe for concurrent use; the agents add, anybody reads.</summary>
public sealed class LoadCounters
{
    private long _made, _sent, _firstSent, _acknowledged, _firstTry, _duplicates, _refused, _late, _messages, _failures;
    private volatile string? _lastProblem;
    private LatencyHistogram _latency = new();

    /// <summary>Reports made.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>Reports sent, each as often as it was.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Reports that the server has taken.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Those of them that were sent once.</summary>
    public long FirstTry => Interlocked.Read(ref _firstTry);

    /// <summary>Those of them that the server had already when it answered.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Those of them that were acknowledged an interval or more after they were due.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Reports that the server refused for ever.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Reports sent that had been sent before.</summary>
    public long Retried => Sent - Interlocked.Read(ref _firstSent);

    /// <summary>Reports made and neither acknowledged nor refused yet.</summary>
    public long Waiting => Made - Acknowledged - Refused;

    /// <summary>Requests.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Requests that the server did not answer with what became of the reports.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Why the last of them failed, or a report was refused.</summary>
    public string? LastProblem => _lastProblem;

    /// <summary>How long the answered requests took since the last <see cref="TakeLatency"/>.</summary>
    public LatencyHistogram Latency => Volatile.Read(ref _latency);

    /// <summary>Takes the durations so far and begins anew.</summary>
    public LatencyHistogram TakeLatency() => Interlocked.Exchange(ref _latency, new LatencyHistogram());

    /// <summary>A report was made.</summary>
    public void Make() => Interlocked.Increment(ref _made);

    /// <summary>A request goes out.</summary>
    /// <param name="reports">Reports in it.</param>
    /// <param name="first">Those of them that go out for the first time.</param>
    public void Send(int reports, int first)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _sent, reports);
        Interlocked.Add(ref _firstSent, first);
    }

    /// <summary>A report was acknowledged.</summary>
    public void Acknowledge(Agents.Acknowledgement report, bool late)
    {
        Interlocked.Increment(ref _acknowledged);
        if (report.Attempts == 1) Interlocked.Increment(ref _firstTry);
        if (report.Duplicate) Interlocked.Increment(ref _duplicates);
        if (late) Interlocked.Increment(ref _late);
    }

    /// <summary>A report was refused for ever.</summary>
    public void Refuse(string reason)
    {
        Interlocked.Increment(ref _refused);
        _lastProblem = reason;
    }

    /// <summary>A request failed.</summary>
    public void Fail(string problem)
    {
        Interlocked.Increment(ref _failures);
        _lastProblem = problem;
    }
}
