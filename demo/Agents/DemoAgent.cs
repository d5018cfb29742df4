using Dcmon.Agent.Identity;
using Dcmon.Agent.Timing;
using Dcmon.Agent.Uplink;
using Dcmon.Demo.Machines;
using Dcmon.Demo.Reports;
using Dcmon.Load.Agents;

namespace Dcmon.Demo.Agents;

/// <summary>
/// The agent of one simulated machine: reports as they are due, and beside them tells the past, that of an outage too. It keeps no
/// reports: what was not taken is made again.
/// </summary>
internal sealed class DemoAgent(
    AgentIdentity identity, MachineModel machine, Beat beat, TimeSpan longestPast, ToldUntil told, DemoProgress progress, TimeProvider time) : IDisposable
{
    /// <summary>Reports of the past in a message: as many as the real agent sends.</summary>
    private const int Batch = 200;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30), SavedEvery = TimeSpan.FromMinutes(1);

    private readonly SimulatedReports _reports = new(machine);
    private readonly DemoUplink _uplink = new(new GatewayClient(identity, Timeout, time));
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Random.Shared);
    private readonly Queue<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private IEnumerator<(DateTimeOffset Time, ReportDetail Detail)>? _past;
    private DateTimeOffset _until, _saved, _due, _retryAt;

    /// <summary>Reports until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        _until = now;
        _gaps.Enqueue((told.Read() is { } last && last > now - longestPast ? last : now - longestPast, now));
        _due = beat.After(now, _uplink.Interval);
        try
        {
            while (true)
            {
                if (_retryAt > time.GetUtcNow()) await DelayAsync(_retryAt, stop);
                else if (_due <= time.GetUtcNow()) await ReportAsync(stop);
                else if (!await TellPastAsync(stop)) await DelayAsync(_due, stop);
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
        // After a wait only the newest is worth a report of its own; the others are of the past.
        var at = _due;
        while (beat.After(at, _uplink.Interval) is var next && next <= time.GetUtcNow()) at = next;
        _due = beat.After(at, _uplink.Interval);
        if (machine.IsSilent(at.ToUnixTimeMilliseconds() / 1_000.0)) return;
        if (!await SendAsync([(at, ReportDetail.Live)], _until, stop)) return;
        if (at - _until > 3 * _uplink.Interval) _gaps.Enqueue((_until, at));
        _until = at;
        if (_until - _saved > SavedEvery) Save();
    }

    /// <summary>False where all is told.</summary>
    private async Task<bool> TellPastAsync(CancellationToken stop)
    {
        if (_past is null && !NextGap()) return false;
        // A report that is due does not wait for others' past.
        using (var turn = await progress.TurnAsync(_due - time.GetUtcNow(), stop))
        {
            if (turn is null) return true;
            var batch = new List<(DateTimeOffset, ReportDetail)>();
            var past = _past!;
            var more = true;
            while (batch.Count < Batch && (more = past.MoveNext()))
                if (!machine.IsSilent(past.Current.Time.ToUnixTimeMilliseconds() / 1_000.0))
                    batch.Add(past.Current);
            while (batch.Count > 0 && !await SendAsync(batch, null, stop)) await DelayAsync(_retryAt, stop);
            progress.Count(batch.Count);
            if (more) return true;
        }

        _past = null;
        _gaps.Dequeue();
        if (_gaps.Count == 0) progress.Finish(machine.Number);
        return true;
    }

    private bool NextGap()
    {
        if (!_gaps.TryPeek(out var gap)) return false;
        _past = Past.Times(gap.From, gap.To).GetEnumerator();
        return true;
    }

    /// <param name="times">Reports to make and send.</param>
    /// <param name="since">Time of the report before the first; null: a step earlier.</param>
    /// <param name="stop">Gives up.</param>
    private async Task<bool> SendAsync(IReadOnlyList<(DateTimeOffset Time, ReportDetail Detail)> times, DateTimeOffset? since, CancellationToken stop)
    {
        var before = since ?? times[0].Time - TimeSpan.FromMinutes(5);
        var reports = new List<(Wire.Reports.Report, Wire.Reports.Schema)>(times.Count);
        foreach (var (at, detail) in times)
        {
            // The week comes after the day: what happened before the first of it is told with that one.
            reports.Add(_reports.At(at, before < at ? before : at - TimeSpan.FromMinutes(5), detail));
            before = at;
        }

        var problem = await _uplink.SendAsync(reports, _reports.FactsAt(time.GetUtcNow()), stop);
        if (problem is null) _backoff.Reset();
        else
        {
            _retryAt = time.GetUtcNow() + _backoff.Next();
            progress.Trouble(problem);
        }

        return problem is null;
    }

    private void Save()
    {
        // While something of the past is missing, the next start begins there again.
        if (_gaps.Count == 0 && _until > _saved) told.Write(_saved = _until);
    }

    private async Task DelayAsync(DateTimeOffset until, CancellationToken stop)
    {
        var wait = until - time.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, stop);
    }
}
