namespace Dcmon.Demo.Agents;

/// <summary>How far the telling of the past has come, over all machines. Safe for concurrent use.</summary>
/// <param name="machines">How many machines there are.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Gets a line when all is told, and when something is wrong.</param>
internal sealed class DemoProgress(int machines, TimeProvider time, Action<string> tell) : IDisposable
{
    /// <summary>Machines that tell the past at once: the server has pages to serve meanwhile.</summary>
    private readonly SemaphoreSlim _turns = new(2);
    private readonly HashSet<int> _finished = [];
    private readonly long _started = time.GetTimestamp();
    private long _reports;
    private string? _trouble;

    /// <summary>Waits until it is one's turn to tell a piece of the past; disposing gives the turn on. Null where that took too long.</summary>
    public async Task<IDisposable?> TurnAsync(TimeSpan longest, CancellationToken stop) =>
        longest > TimeSpan.Zero && await _turns.WaitAsync(longest, stop) ? new Turn(_turns) : null;

    /// <summary>So many reports of the past were taken.</summary>
    public void Count(int reports) => Interlocked.Add(ref _reports, reports);

    /// <summary>A machine has told all of its past.</summary>
    public void Finish(int machine)
    {
        lock (_finished)
            if (!_finished.Add(machine) || _finished.Count < machines) return;
        tell($"the past of {machines} machines is told: {Interlocked.Read(ref _reports)} reports in {time.GetElapsedTime(_started).TotalSeconds:0} s");
    }

    /// <summary>Something is wrong; each kind of trouble is told once.</summary>
    public void Trouble(string problem)
    {
        if (Interlocked.Exchange(ref _trouble, problem) != problem) tell($"the server does not take a report: {problem}");
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
