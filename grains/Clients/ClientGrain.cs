using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Clients.Programs;
using Dcmon.Grains.Fleet;
using Dcmon.Grains.States;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Clients;

/// <summary>
/// One machine: stores what its agent and its programs report, then updates the latest state of each and notifies observers. It writes the
/// machine's series, facts and registration, and nobody else does.
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
    private readonly ClientSources _sources = new(options.Value.OfflineAfter);
    private readonly KnownSchemas _schemas = new(store);
    private readonly SeriesBudget _budget = new(new WindowLimits(options.Value.MaxSeries), limitMetrics);
    private readonly ClientQuota _quota = new(limitMetrics);
    private readonly RefusalTally _refused = new();
    private readonly DurableState<ClientState> _state = new(state);
    private readonly DurableState<RegistrationState> _registration = new(registration);

    private string? _id;
    private RegistrationPublisher? _publisher;
    private ClientWatchers? _watchers;
    private ClientLease? _lease;

    // Looked up once: each report needs it.
    private string Id => _id ??= GrainKeys.ClientId(this.GetPrimaryKeyString());

    private ClientWatchers Watchers => _watchers ??= new ClientWatchers(Id, _sources, time);

    private RegistrationPublisher Publisher => _publisher ??= new RegistrationPublisher(GrainFactory);

    private ClientRegistration? Registration => _registration.Value.Registration;

    private ProgramsState Programs => _registration.Value.Programs;

    private LatestState Latest => _sources.Main.Latest;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private TimeSpan Interval => Watchers.Any ? options.Value.WatchedInterval : options.Value.ReportInterval;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var since = Now - (long)ClientSources.KeptFor.TotalMilliseconds;
        var programs = Programs.UsedSince(since);
        foreach (var report in await store.FindLatestAsync(Id, [.. programs.Keys], since, cancellationToken))
            if (await store.FindSchemaAsync(report.Schema, cancellationToken) is { } schema)
                _sources.Restore(schema, report, programs, Now);
    }

    /// <inheritdoc/>
    public Task<ReportReceipt> Report(ReportMessage message, string? certificate) =>
        Take(message, new ReportCaller(ReportSource.Agent, Certificate: certificate));

    /// <inheritdoc/>
    public Task<ReportReceipt> ReportSamples(ReportMessage message, string? certificate) =>
        TakeSamples(message, new ReportCaller(ProgramsState.CertificateSource, ProgramsState.CertificateName, certificate));

    /// <inheritdoc/>
    public Task<ReportReceipt> ReportProgram(ReportMessage message, string token) => TakeSamples(message, Programs.CallerOf(token));

    /// <inheritdoc/>
    public Task<string?> CheckProgram(string token) => Task.FromResult(Refusal(Programs.CallerOf(token)));

    /// <inheritdoc/>
    public async Task<string?> CreateProgramToken(ProgramTokenTerms terms, string? by)
    {
        var (token, allowed) = (ProgramTokenText.Make(Id, RandomText.Secure(ProgramsState.SecretLength)), ProgramTokenRules.Check(terms));
        return await _registration.Change(state => state.With(programs => programs.Add(token, allowed, Now, by))) ? token : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProgramToken>> ListProgramTokens() => Task.FromResult(Programs.List(_sources.LastHeard));

    /// <inheritdoc/>
    public async Task<bool> RevokeProgramToken(string id)
    {
        var revoked = Programs.Tokens.Find(each => each.Id == id);
        var isRevoked = await _registration.Change(state => state.With(programs => programs.Revoke(id)));
        if (isRevoked && revoked is not null) _sources.Forget(revoked.Source);
        return isRevoked;
    }

    /// <inheritdoc/>
    public async Task<string?> Renew(string certificate, string issued)
    {
        await _registration.Change(state => state.Renew(certificate, issued));
        return Refusal(new ReportCaller(ReportSource.Agent, Certificate: certificate));
    }

    /// <inheritdoc/>
    public Task<ClientDetails?> Get() => Task.FromResult(
        Refusal() is null
            ? new ClientDetails(
                Summary(), _state.Value.Facts, Latest.Schema, Latest.Time, Latest.Values(), _sources.Main.Program,
                [.. _sources.Others.Select(each => ClientWatchers.StateOf(each, each.Latest.Values()))], _refused.Lately(Now))
            : null);

    /// <inheritdoc/>
    public Task<WatchSnapshot?> Watch(IClientObserver observer) =>
        Task.FromResult(Refusal() is null ? Watchers.Add(observer, Summary()) : null);

    /// <inheritdoc/>
    public Task Unwatch(IClientObserver observer)
    {
        Watchers.Remove(observer);
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

    private string? Refusal() => _registration.Value.Refusal();

    private string? Refusal(in ReportCaller caller) => _registration.Value.Refusal(caller, Now);

    /// <summary>Takes samples as reports of their source.</summary>
    private async Task<ReportReceipt> TakeSamples(ReportMessage message, ReportCaller caller)
    {
        if (Refusal(caller) is { } refusal) return ReportReceipt.Refused(refusal);
        await _registration.Change(state => state.With(programs => programs.Use(caller.Source, Now)));
        var reports = message.Reports.Select(report => report with { Sequence = ReportSource.Number(caller.Source, report.Sequence) });
        return await Take(message with { Reports = [.. reports] }, caller);
    }

    private async Task<ReportReceipt> Take(ReportMessage message, ReportCaller caller)
    {
        if (Refusal(caller) is { } refusal) return ReportReceipt.Refused(refusal);
        if (caller.Certificate is { } certificate) await _registration.Change(state => state.Use(certificate));
        var schemas = await _schemas.For(message);
        var limits = new ScreeningLimits(Now, options.Value.SampleRetention, _budget, _quota)
        {
            NewSchemas = _schemas.NewIn(message),
            LeaveHalf = caller.Program is not null && _sources.Main.Program is null,
        };
        _quota.Begin(Now);
        await BeginWindows(message, limits);
        var statuses = ReportScreening.Screen(message.Reports, schemas, limits);
        // Nothing is stored yet for the times after the newest.
        if (caller.Program is not null && message.Reports.Any(report => report.Time <= _sources.NewestTime))
            await SampleConflicts.FindAsync(store, Id, message.Reports, schemas, statuses);
        var extras = ExtrasScreening.Read(message.Reports, statuses, Now, _quota);
        _refused.Add(statuses, Now);
        var accepted = ReportOutcomes.Accepted(message.Reports, statuses);
        bool[] stored = [];
        try
        {
            (stored, var events) = await Store(message, schemas, accepted, extras);
            // It may have been revoked meanwhile.
            if (Refusal(caller) is { } late) return ReportReceipt.Refused(late);
            // From here on the reports are on disk: what follows may be lost with the process, they may not.
            var news = ReportOutcomes.News(accepted, stored);
            foreach (var report in news) _budget.Stored(report);
            Publish(caller, schemas, news);
            Watchers.Happened(events);
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
            if (end - SeriesBudget.Window is var start && !(_sources.NewestTime <= start))
                _budget.Add(end, await store.ReadUseAsync(Id, start, end, CancellationToken.None));
    }

    /// <summary>Stores facts, schemas and reports with their extras, and returns what was not stored before.</summary>
    private async Task<Appended> Store(
        ReportMessage message, IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> accepted,
        IReadOnlyList<ReportExtras?> extras)
    {
        if (message.Facts is { } facts)
        {
            if (_quota.TakeFacts()) await Store(facts);
            else _refused.Add(ClientQuota.Reason(QuotaKind.Facts), Now);
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

    private async Task Store(MachineFacts facts)
    {
        await _state.Set(new ClientState { Facts = facts });
        var isRenamed = await _registration.Change(state => state.WithName(facts.HostName));
        if (isRenamed || !Publisher.IsPublished) await PublishRegistration();
    }

    private Task PublishRegistration() => Publisher.PublishAsync(Id, () => Registration!);

    private void Publish(in ReportCaller caller, IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> news)
    {
        Watchers.Begin();
        var source = _sources.Heard(caller.Source, caller.Program, Now);
        var before = source.Latest.Time;
        IEnumerable<Report> inOrder = news.Count == 1 ? news : news.OrderBy(report => report.Time);
        foreach (var report in inOrder) _sources.Apply(source, schemas[report.Schema], report);

        var lateBefore = Now - (long)GrainOptions.LateAfter.TotalMilliseconds;
        updates.Add(Summary(), ReportOutcomes.Late(news, lateBefore) is var (from, to) ? new ClientSpan(Id, from, to) : null);
        Watchers.Reported(source, before, news);
    }

    private ClientSummary Summary() => new(
        Id,
        Registration!.Name,
        Presence.IsOnline(_sources.LastSeen, Now, options.Value.OfflineAfter),
        _sources.LastSeen,
        Registration!.Tags,
        Latest.Figures,
        Registration!.Group,
        GpuModels.Main(_state.Value.Facts),
        Latest.Gpus);
}
