using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Fleet;
using Dcmon.Grains.Observers;
using Dcmon.Grains.States;
using Dcmon.Queries;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Clients;

/// <summary>
/// One machine: stores what its agent reports, then updates its latest state and notifies observers. It writes the machine's
/// series, facts and registration, and nobody else does.
/// </summary>
public sealed class ClientGrain(
    [PersistentState("client", GrainOptions.Storage)] IPersistentState<ClientState> state,
    [PersistentState("registration", GrainOptions.Storage)] IPersistentState<RegistrationState> registration,
    ISeriesStore store,
    FleetUpdates updates,
    LimitMetrics limitMetrics,
    TimeProvider time,
    IOptions<GrainOptions> options) : Grain, IClientGrain
{
    private readonly LatestState _latest = new();
    private readonly KnownSchemas _schemas = new(store);
    private readonly SeriesBudget _budget = new(new WindowLimits(options.Value.MaxSeries), limitMetrics);
    private readonly ClientQuota _quota = new(limitMetrics);
    private readonly DurableState<ClientState> _state = new(state);
    private readonly DurableState<RegistrationState> _registration = new(registration);
    private readonly Subscribers<IClientObserver> _watchers = new(time, GrainOptions.WatchLifetime);

    // Interleaved turns publish one after the other, so that what is published last is what is stored last.
    private readonly SemaphoreSlim _publishing = new(1);
    private bool _isPublished = true;
    private string? _id;
    private ClientLease? _lease;
    private long? _lastSeen;

    // Looked up once: each report needs it.
    private string Id => _id ??= GrainKeys.ClientId(this.GetPrimaryKeyString());

    private ClientRegistration? Registration => _registration.Value.Registration;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private TimeSpan Interval => _watchers.Any ? options.Value.WatchedInterval : options.Value.ReportInterval;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.FindLatestAsync(Id, cancellationToken) is not { } newest) return;
        if (await store.FindSchemaAsync(newest.Schema, cancellationToken) is not { } schema) return;
        _latest.Apply(schema, newest);
        _lastSeen = newest.Time;
    }

    /// <inheritdoc/>
    public Task<ReportReceipt> Report(ReportMessage message, string? certificate) => Take(message, certificate, isOfProgram: false);

    /// <inheritdoc/>
    public Task<ReportReceipt> ReportSamples(ReportMessage message, string? certificate) => Take(message, certificate, isOfProgram: true);

    /// <inheritdoc/>
    public async Task<string?> Renew(string certificate, string issued)
    {
        await _registration.Change(state => state.Renew(certificate, issued));
        return Refusal(certificate);
    }

    /// <inheritdoc/>
    public Task<ClientDetails?> Get() => Task.FromResult(
        Refusal() is null
            ? new ClientDetails(Summary(), _state.Value.Facts, _latest.Schema, _latest.Time, _latest.Values())
            : null);

    /// <inheritdoc/>
    public Task<WatchSnapshot?> Watch(IClientObserver observer)
    {
        if (Refusal() is not null) return Task.FromResult<WatchSnapshot?>(null);
        _watchers.Add(observer);
        return Task.FromResult<WatchSnapshot?>(new WatchSnapshot(Summary(), LiveSchema(), LiveReport()));
    }

    /// <inheritdoc/>
    public Task Unwatch(IClientObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ClientRegistration?> GetRegistration() => Task.FromResult(Registration);

    /// <inheritdoc/>
    public async Task Register(ClientRegistration client)
    {
        await _registration.Set(new RegistrationState { Registration = client });
        await PublishRegistration();
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateRegistration(ClientChange change)
    {
        var checkedChange = TagRules.Check(change);
        if (!await _registration.Change(state => state.With(checkedChange))) return false;
        await PublishRegistration();
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> Revoke()
    {
        if (Registration is null) return false;
        await _registration.Change(state => state.Revoke(Now));
        await PublishRegistration();
        return true;
    }

    /// <inheritdoc/>
    public async Task Announce(ClientRegistration known)
    {
        // Of what a crash left between the two, the client's own state counts.
        if (Registration is { } own && !own.IsSameAs(known)) await PublishRegistration();
        if (Refusal() is null) updates.Add(Summary());
    }

    /// <summary>Why nothing with this certificate is accepted; null where it is.</summary>
    private string? Refusal(string? certificate) => Refusal() ?? (certificate is null || _registration.Value.Accepts(certificate)
        ? null
        : "This certificate was replaced by a newer one. If two machines share one identity, enrol this one again: dcmon-agent enroll --force URL.");

    /// <summary>Why this client is not accepted; null where it is.</summary>
    private string? Refusal() => Registration switch
    {
        null => "This client is not known here. Enrol the machine again: dcmon-agent enroll --force URL.",
        { RevokedAt: not null } => "This client was revoked by an administrator. To bring the machine back, enrol it again: dcmon-agent enroll --force URL.",
        _ => null,
    };

    private async Task<ReportReceipt> Take(ReportMessage message, string? certificate, bool isOfProgram)
    {
        if (Refusal(certificate) is { } refusal) return ReportReceipt.Refused(refusal);
        if (certificate is not null) await _registration.Change(state => state.Use(certificate));
        var schemas = await _schemas.For(message);
        var limits = new ScreeningLimits(Now, options.Value.SampleRetention, _budget, _quota) { NewSchemas = _schemas.NewIn(message) };
        _quota.Begin(Now);
        await BeginWindows(message, limits);
        var statuses = ReportScreening.Screen(message.Reports, schemas, limits);
        // Nothing is stored yet for the times after the newest.
        if (isOfProgram && message.Reports.Any(report => !_latest.IsNewer(report.Time)))
            await SampleConflicts.FindAsync(store, Id, message.Reports, schemas, statuses);
        var extras = ExtrasScreening.Read(message.Reports, statuses, Now, _quota);
        var accepted = ReportOutcomes.Accepted(message.Reports, statuses);
        bool[] stored = [];
        try
        {
            (stored, var events) = await Store(message, schemas, accepted, extras);
            // It may have been revoked meanwhile.
            if (Refusal(certificate) is { } late) return ReportReceipt.Refused(late);
            // From here on the reports are on disk: what follows may be lost with the process, they may not.
            _lastSeen = Now;
            var news = ReportOutcomes.News(accepted, stored);
            foreach (var report in news) _budget.Stored(report);
            Publish(schemas, news);
            if (events.Count > 0) Publish(events);
            return ReportReceipt.Accepted(new ReportAnswer(
                ReportOutcomes.Complete(message.Reports, statuses, stored), (int)Interval.TotalMilliseconds, Now));
        }
        catch (StoreUnavailableException busy)
        {
            return ReportReceipt.Later(busy.Message);
        }
        catch (FencedException lost)
        {
            // Another silo has this machine now; the next call goes there.
            DeactivateOnIdle();
            return ReportReceipt.Later(lost.Message);
        }
        finally
        {
            // What was not stored, or was there before, costs nothing: it may be sent again.
            for (var i = 0; i < accepted.Count; i++)
                if (i >= stored.Length || !stored[i]) _quota.PutBack(accepted[i], i < extras.Count ? extras[i] : null);
        }
    }

    /// <summary>
    /// Has the budget know what the store has of the windows of a message. A window after the newest report holds nothing, so that a
    /// machine that reports the present needs no look at the store.
    /// </summary>
    private async ValueTask BeginWindows(ReportMessage message, ScreeningLimits limits)
    {
        foreach (var end in _budget.Begin(message.Reports.Select(report => report.Time).Where(limits.AreWithin)))
        {
            var start = end - SeriesBudget.Window;
            if (_latest.Time is { } newest && newest <= start) continue;
            _budget.Add(end, await store.ReadUseAsync(Id, start, end, CancellationToken.None));
        }
    }

    /// <summary>Stores facts, schemas and reports with their extras, and returns what was not stored before.</summary>
    private async Task<Appended> Store(
        ReportMessage message, IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> accepted,
        IReadOnlyList<ReportExtras?> extras)
    {
        if (message.Facts is { } facts && _quota.TakeFacts())
        {
            await _state.Set(new ClientState { Facts = facts });
            var isRenamed = await _registration.Change(state => state.WithName(facts.HostName));
            if (isRenamed || !_isPublished) await PublishRegistration();
        }

        if (accepted.Count == 0) return new Appended([], []);
        Schema[] used = accepted.Count == 1
            ? [schemas[accepted[0].Schema]]
            : [.. accepted.Select(report => report.Schema).Distinct().Select(hash => schemas[hash])];
        _lease ??= await store.TakeAsync(Id, CancellationToken.None);
        var appended = await store.AppendAsync(_lease, used, accepted, extras, CancellationToken.None);
        foreach (var schema in used) _schemas.Remember(schema);
        return appended;
    }

    /// <summary>Takes the stored registration to those who list all clients.</summary>
    private async Task PublishRegistration()
    {
        await _publishing.WaitAsync();
        try
        {
            var client = Registration!;
            _isPublished = false;
            await GrainFactory.IndexOf(Id).Put(client);
            await GrainFactory.Fleet().Put(client);
            _isPublished = true;
        }
        finally
        {
            _publishing.Release();
        }
    }

    private void Publish(IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> news)
    {
        var schemaBefore = _latest.Schema?.Hash;
        var before = _latest.Time;
        IEnumerable<Report> inOrder = news.Count == 1 ? news : news.OrderBy(report => report.Time);
        foreach (var report in inOrder)
            if (_latest.IsNewer(report.Time))
                _latest.Apply(schemas[report.Schema], report);

        var lateBefore = Now - (long)GrainOptions.LateAfter.TotalMilliseconds;
        updates.Add(Summary(), ReportOutcomes.Late(news, lateBefore) is var (from, to) ? new ClientSpan(Id, from, to) : null);
        if (!_watchers.Any) return;
        if (_latest.Schema?.Hash != schemaBefore && LiveSchema() is { } schema) _watchers.Notify(each => each.SchemaChanged(schema));
        if (_latest.Time != before && LiveReport() is { } live) _watchers.Notify(each => each.Reported(live));
        var late = news.Where(report => report.Time < _latest.Time).ToList();
        if (late.Count > 0)
            _watchers.Notify(each => each.Backfilled(Id, late.Min(report => report.Time), late.Max(report => report.Time)));
    }

    private void Publish(IReadOnlyList<ClientEvent> events)
    {
        if (_watchers.Any) _watchers.Notify(each => each.Happened(events));
    }

    private ClientSummary Summary() => new(
        Id,
        Registration!.Name,
        Presence.IsOnline(_lastSeen, Now, options.Value.OfflineAfter),
        _lastSeen,
        Registration!.Tags,
        _latest.Figures,
        Registration!.Group,
        GpuModels.Main(_state.Value.Facts),
        _latest.Gpus);

    private LiveSchema? LiveSchema() => _latest.Schema is { } schema ? new LiveSchema(Id, schema) : null;

    private LiveReport? LiveReport() => _latest is { Schema: { } schema, Time: { } newest }
        ? new LiveReport(Id, schema.Hash.ToString(), newest, _latest.LiveValues())
        : null;
}
