using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.History;
using Dcmon.Grains.Observers;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Events;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;
using Microsoft.Extensions.Options;

namespace Dcmon.Grains.Clients;

/// <summary>
/// One machine: stores what its agent reports, then keeps and tells its latest state. It writes the machine's series
/// and facts, and nobody else does.
/// </summary>
public sealed class ClientGrain(
    [PersistentState("client", GrainOptions.Storage)] IPersistentState<ClientMemory> memory,
    ISeriesStore store,
    TimeProvider time,
    IOptions<GrainOptions> options) : Grain, IClientGrain
{
    private readonly LatestState _latest = new();
    private readonly KnownSchemas _schemas = new(store);
    private readonly SeriesBudget _budget = new(options.Value.MaxSeries);
    private readonly Subscribers<IClientObserver> _watchers = new(time, GrainOptions.WatchLifetime);
    private string? _id;
    private IFleetGrain? _fleet;
    private ClientRegistration? _registration;
    private ClientLease? _lease;
    private long? _lastSeen;

    // References and keys are looked up once: each report needs them.
    private string Id => _id ??= GrainKeys.ClientId(this.GetPrimaryKeyString());

    private IFleetGrain Fleet => _fleet ??= GrainFactory.Fleet();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private TimeSpan Interval => _watchers.Any ? options.Value.WatchedInterval : options.Value.ReportInterval;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _registration = await Fleet.Find(Id);
        if (await store.FindLatestAsync(Id, cancellationToken) is not { } newest) return;
        if (await store.FindSchemaAsync(newest.Schema, cancellationToken) is not { } schema) return;
        _latest.Apply(schema, newest);
        _lastSeen = newest.Time;
    }

    /// <inheritdoc/>
    public async Task<ReportReceipt> Report(ReportMessage message)
    {
        if (Refusal() is { } refusal) return ReportReceipt.Refused(refusal);
        var schemas = await _schemas.For(message);
        var statuses = ReportScreening.Screen(message.Reports, schemas, new ScreeningLimits(Now, options.Value.Kept, _budget));
        var extras = ExtrasScreening.Read(message.Reports, statuses, Now);
        var accepted = ReportOutcomes.Accepted(message.Reports, statuses);
        try
        {
            var (stored, events) = await Store(message, schemas, accepted, extras);
            // From here on the reports are on disk: what follows may be lost with the process, they may not.
            _lastSeen = Now;
            Publish(schemas, ReportOutcomes.News(accepted, stored));
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
    }

    /// <inheritdoc/>
    public Task<ClientDetails?> Get() => Task.FromResult(
        Refusal() is null
            ? new ClientDetails(Summary(), memory.State.Facts, _latest.Schema, _latest.Time, _latest.Values())
            : null);

    /// <inheritdoc/>
    public Task Announce() => Refusal() is null ? Fleet.Update(Summary()) : Task.CompletedTask;

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
    public Task RegistrationChanged(ClientRegistration registration)
    {
        _registration = registration;
        return Task.CompletedTask;
    }

    /// <summary>Why this client is not accepted; null where it is.</summary>
    private string? Refusal() => _registration switch
    {
        null => "This client is not known here. Enrol the machine again: dcmon-agent enroll --force URL.",
        { RevokedAt: not null } => "This client was revoked by an administrator. To bring the machine back, enrol it again: dcmon-agent enroll --force URL.",
        _ => null,
    };

    /// <summary>Stores facts, schemas and reports with what they carry, and tells what was not stored before.</summary>
    private async Task<Appended> Store(
        ReportMessage message, IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> accepted, IReadOnlyList<ReportExtras?> extras)
    {
        if (message.Facts is { } facts)
        {
            memory.State.Facts = facts;
            await memory.WriteStateAsync();
        }

        if (accepted.Count == 0) return new Appended([], []);
        Schema[] used = accepted.Count == 1
            ? [schemas[accepted[0].Schema]]
            : [.. accepted.Select(report => report.Schema).Distinct().Select(hash => schemas[hash])];
        _lease ??= await store.TakeAsync(Id, CancellationToken.None);
        return await store.AppendAsync(_lease, used, accepted, extras, CancellationToken.None);
    }

    private void Publish(IReadOnlyDictionary<SchemaHash, Schema> schemas, IReadOnlyList<Report> news)
    {
        var schemaBefore = _latest.Schema?.Hash;
        var before = _latest.Time;
        IEnumerable<Report> inOrder = news.Count == 1 ? news : news.OrderBy(report => report.Time);
        foreach (var report in inOrder)
            if (_latest.IsNewer(report.Time))
                _latest.Apply(schemas[report.Schema], report);

        // Before the row, so that who looks at history because the row changed looks far enough back.
        if (ReportOutcomes.Late(news, Now - (long)GrainOptions.LateAfter.TotalMilliseconds) is var (from, to))
            Fleet.Backfilled(new ClientSpan(Id, from, to));
        Fleet.Update(Summary());
        if (!_watchers.Any) return;
        if (_latest.Schema?.Hash != schemaBefore && LiveSchema() is { } schema) _watchers.Tell(each => each.SchemaChanged(schema));
        if (_latest.Time != before && LiveReport() is { } live) _watchers.Tell(each => each.Reported(live));
        var late = news.Where(report => report.Time < _latest.Time).ToList();
        if (late.Count > 0)
            _watchers.Tell(each => each.Backfilled(Id, late.Min(report => report.Time), late.Max(report => report.Time)));
    }

    private void Publish(IReadOnlyList<StoredEvent> events)
    {
        if (!_watchers.Any) return;
        var told = events.Select(EventQueries.ToClientEvent).ToArray();
        _watchers.Tell(each => each.Happened(told));
    }

    private ClientSummary Summary() => new(
        Id,
        memory.State.Facts?.HostName ?? _registration!.Name,
        Presence.IsOnline(_lastSeen, Now, options.Value.OfflineAfter),
        _lastSeen,
        _registration!.Tags,
        _latest.Figures,
        _registration!.Group,
        GpuModels.Main(memory.State.Facts),
        _latest.Gpus);

    private LiveSchema? LiveSchema() => _latest.Schema is { } schema ? new LiveSchema(Id, schema) : null;

    private LiveReport? LiveReport() => _latest is { Schema: { } schema, Time: { } newest }
        ? new LiveReport(Id, schema.Hash.ToString(), newest, _latest.LiveValues())
        : null;
}
