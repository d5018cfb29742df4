using Dcmon.Agent.Identity;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Uplink;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Reports;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Agents;

/// <summary>
/// The agent of one simulated machine: reports as they are due, and sends the past between them, that of an outage too.
/// It stores no reports: what was not taken is made again.
/// </summary>
/// <param name="identity">Who it is; disposed with the agent.</param>
/// <param name="machine">The machine.</param>
/// <param name="slot">When it reports.</param>
/// <param name="longestPast">Length of the past that is sent at the first start.</param>
/// <param name="mark">Until when all was sent by earlier processes.</param>
/// <param name="progress">The fleet's progress.</param>
/// <param name="time">The clock.</param>
public sealed class BackfillingAgent(
    AgentIdentity identity, SimulatedMachine machine, ReportSlot slot, TimeSpan longestPast, BackfillMark mark,
    BackfillProgress progress, TimeProvider time) : IDisposable
{
    /// <summary>Reports of the past in a message: as many as the real agent sends.</summary>
    private const int Batch = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30), SavedEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSince = TimeSpan.FromMinutes(5);

    private readonly SimulatedReports _reports = new(machine);
    private readonly ReportUplink _uplink = new(identity, Timeout, time);
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Random.Shared);
    private readonly Queue<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private IEnumerator<(DateTimeOffset Time, ReportDetail Detail)>? _backfill;
    private TimeSpan _interval = TimeSpan.FromSeconds(10);
    private DateTimeOffset _until, _saved, _due, _retryAt;

    /// <summary>Reports until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        _until = now;
        _gaps.Enqueue((mark.Read() is { } last && last > now - longestPast ? last : now - longestPast, now));
        _due = slot.After(now, _interval);
        try
        {
            while (true)
            {
                if (_retryAt > time.GetUtcNow()) await DelayAsync(_retryAt, stop);
                else if (_due <= time.GetUtcNow()) await ReportAsync(stop);
                else if (!await BackfillAsync(stop)) await DelayAsync(_due, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Save();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _uplink.Dispose();
        identity.Dispose();
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        // After a wait only the newest is worth a report of its own; the others belong to the past.
        var at = _due;
        while (slot.After(at, _interval) is var next && next <= time.GetUtcNow()) at = next;
        _due = slot.After(at, _interval);
        if (machine.IsSilent(at)) return;
        if (!await SendAsync([(at, ReportDetail.Live)], _until, stop)) return;
        if (at - _until > 3 * _interval) _gaps.Enqueue((_until, at));
        _until = at;
        if (_until - _saved > SavedEvery) Save();
    }

    /// <summary>Sends a batch of the past.</summary>
    /// <returns>False where there is none left.</returns>
    private async Task<bool> BackfillAsync(CancellationToken stop)
    {
        if (_backfill is null && !NextGap()) return false;
        // A report that is due does not wait for the past of other machines.
        using (var turn = await progress.TurnAsync(_due - time.GetUtcNow(), stop))
        {
            if (turn is null) return true;
            var batch = new List<(DateTimeOffset, ReportDetail)>();
            var backfill = _backfill!;
            var more = true;
            while (batch.Count < Batch && (more = backfill.MoveNext()))
                if (!machine.IsSilent(backfill.Current.Time))
                    batch.Add(backfill.Current);
            while (batch.Count > 0 && !await SendAsync(batch, null, stop)) await DelayAsync(_retryAt, stop);
            progress.Count(batch.Count);
            if (more) return true;
        }

        _backfill = null;
        _gaps.Dequeue();
        if (_gaps.Count == 0) progress.Finish(machine.Number);
        return true;
    }

    private bool NextGap()
    {
        if (!_gaps.TryPeek(out var gap)) return false;
        _backfill = BackfillTimes.Between(gap.From, gap.To).GetEnumerator();
        return true;
    }

    /// <param name="times">Reports to make and send.</param>
    /// <param name="since">Time of the report before the first; null: a step earlier.</param>
    /// <param name="stop">Cancels the request.</param>
    /// <returns>Whether the server has taken all of them.</returns>
    private async Task<bool> SendAsync(
        IReadOnlyList<(DateTimeOffset Time, ReportDetail Detail)> times, DateTimeOffset? since, CancellationToken stop)
    {
        var before = since ?? times[0].Time - LongestSince;
        var reports = new List<(Report, Schema)>(times.Count);
        foreach (var (at, detail) in times)
        {
            // The week comes after the day: events before the first report of it go with that one.
            reports.Add(_reports.At(at, before < at ? before : at - LongestSince, detail));
            before = at;
        }

        var result = await _uplink.SendAsync(reports, _reports.FactsAt(time.GetUtcNow()), stop);
        if (result is SendResult.Answered({ IntervalMilliseconds: > 0 } answer))
            _interval = TimeSpan.FromMilliseconds(answer.IntervalMilliseconds);
        if (ProblemOf(result) is not { } problem)
        {
            _backoff.Reset();
            return true;
        }

        _retryAt = time.GetUtcNow() + _backoff.Next();
        progress.LogProblem(problem);
        return false;
    }

    private static string? ProblemOf(SendResult result) => result is not SendResult.Answered(var answer)
        ? result.ToString()
        : answer.Reports.FirstOrDefault(each => each.Outcome is not (ReportOutcome.Stored or ReportOutcome.Duplicate)) is { } bad
            ? $"{bad.Outcome}: {bad.Reason}"
            : null;

    private void Save()
    {
        // While something of the past is missing, the next start begins there again.
        if (_gaps.Count == 0 && _until > _saved) mark.Write(_saved = _until);
    }

    private async Task DelayAsync(DateTimeOffset until, CancellationToken stop)
    {
        var wait = until - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, stop);
    }
}
