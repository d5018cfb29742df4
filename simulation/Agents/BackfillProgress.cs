namespace Dcmon.Simulation.Agents;

/// <summary>How much of the past the machines of a fleet have sent. Safe for concurrent use.</summary>
/// <param name="machines">How many machines there are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Gets a line when all is sent, and when the server refuses a report.</param>
public sealed class BackfillProgress(int machines, TimeProvider time, Action<string> log) : IDisposable
{
    /// <summary>Machines that send their past at the same time: the server has pages to serve meanwhile.</summary>
    private readonly SemaphoreSlim _turns = new(2);
    private readonly HashSet<int> _finished = [];
    private readonly long _started = time.GetTimestamp();
    private long _reports;
    private string? _problem;

    /// <summary>
    /// Waits for a turn to send a batch; disposing it passes the turn on. Null where that took too long.
    /// </summary>
    internal async Task<IDisposable?> TurnAsync(TimeSpan longest, CancellationToken stop) =>
        longest > TimeSpan.Zero && await _turns.WaitAsync(longest, stop) ? new Turn(_turns) : null;

    /// <summary>Counts reports of the past that the server has taken.</summary>
    internal void Count(int reports) => Interlocked.Add(ref _reports, reports);

    /// <summary>A machine has sent all of its past.</summary>
    internal void Finish(int machine)
    {
        lock (_finished)
            if (!_finished.Add(machine) || _finished.Count < machines) return;
        var (reports, seconds) = (Interlocked.Read(ref _reports), time.GetElapsedTime(_started).TotalSeconds);
        log($"the past of {machines} machines is sent: {reports} reports in {seconds:0} s");
    }

    /// <summary>Logs why a report was not taken; the same reason only once in a row.</summary>
    internal void LogProblem(string problem)
    {
        if (Interlocked.Exchange(ref _problem, problem) != problem)
            log($"the server does not take a report: {problem}");
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
