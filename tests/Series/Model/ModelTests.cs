using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.Wire.Metrics;

namespace Dcmon.TimeSeries.Tests.Model;

/// <summary>
/// Whatever happens in whatever order (reports in order, late, twice, of changing schemas; sealing, merging, retention,
/// compaction; restarts, crashes), the store is a dictionary of client, time and sequence number. A failure names its seed.
/// </summary>
public abstract class ModelTests : StoreTests
{
    private readonly Dictionary<string, ModelClient> _clients = [];
    private readonly List<ModelAgent> _agents = [];
    private readonly Dictionary<string, ClientLease> _leases = [];
    private Random _random = new();

    /// <summary>When retention ran last; Unix milliseconds.</summary>
    private long _expiredAt = long.MinValue / 2;

    protected ModelTests(IStoreKind kind)
        : base(kind) => Options = new MaintenanceOptions
        {
            Raw = TimeSpan.FromDays(2),
            FiveMinutes = TimeSpan.FromDays(4),
            OneHour = TimeSpan.FromDays(400),
            MinDiskFree = 0,
        };

    private long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    private long RawExpiredUntil => _expiredAt - (long)Options.Raw.TotalMilliseconds;

    public static IEnumerable<object[]> ManyRuns => Enumerable.Range(1, 30).Select(run => new object[] { run });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Run_AnyHistory_IsADictionary(int run) => RunAsync(Random.Shared.Next() ^ run, 80);

    [Theory]
    [MemberData(nameof(ManyRuns))]
    [Trait("Category", "Long")]
    public Task Run_AnyLongHistory_IsADictionary(int run) => RunAsync(Random.Shared.Next() ^ run, 250);

    /// <summary>Ends the store as a crash does, in the midst of what is under way, and opens it again.</summary>
    /// <param name="underWay">What is under way.</param>
    /// <returns>Which of it was acknowledged before the crash.</returns>
    protected abstract Task<bool[]> CrashAsync(IReadOnlyList<Task> underWay);

    /// <summary>Goes through a history.</summary>
    protected async Task RunAsync(int seed, int steps)
    {
        _random = new Random(seed);
        foreach (var name in new[] { "a", "b", "c" })
        {
            _agents.Add(new ModelAgent(name, Start + _random.Next((int)Hour), _random));
            _clients[name] = new ModelClient();
        }

        await TakeAllAsync();
        for (var step = 0; step < steps; step++)
        {
            var (name, run) = Choose();
            try
            {
                await run();
                await CheckAsync();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}, step {step} ({name}): {failure.Message}", failure);
            }
        }
    }

    private (string Name, Func<Task> Run) Choose() => _random.Next(100) switch
    {
        < 40 => ("live", LiveAsync),
        < 50 => ("late", () => SendAllAsync(agent => Take(agent.Withheld))),
        < 58 => ("again", () => SendAllAsync(Again)),
        < 63 => ("late while maintaining", () => Task.WhenAll(ExpireAsync(Store.CompactAsync), SendAllAsync(agent => Take(agent.Withheld)))),
        < 80 => ("maintain", MaintainAsync),
        < 86 => ("compact", CompactAsync),
        < 90 => ("pass", PassAsync),
        < 95 => ("reopen", RestartAsync),
        _ => ("crash", CrashAsync),
    };

    private async Task RestartAsync()
    {
        await ReopenAsync();
        await TakeAllAsync();
    }

    private Task LiveAsync()
    {
        Pass(_random.NextInt64(Minute, 3 * Hour));
        return SendAllAsync(agent =>
        {
            var most = _random.Next(4) == 0 ? 8 : 1;
            var (held, sent) = Split(agent.Report(Now), _ => _random.Next(10) < most);
            agent.Withheld.AddRange(held);
            return sent;
        });
    }

    private Task MaintainAsync()
    {
        Pass(_random.NextInt64(0, Hour));
        return ExpireAsync(Store.MaintainAsync);
    }

    private Task PassAsync()
    {
        Pass(_random.NextInt64(0, 2 * Day));
        return Task.CompletedTask;
    }

    private async Task CompactAsync()
    {
        await ExpireAsync(Store.CompactAsync);
        await SynchronizeAsync();
        // Samples go by the block, which is a day at most.
        Assert.All(_clients.Values.SelectMany(client => client.Keys), key => Assert.True(key.Time > RawExpiredUntil - Day, $"{key} should have expired."));
    }

    private Task ExpireAsync(Func<CancellationToken, Task> maintain)
    {
        _expiredAt = Now;
        return maintain(default);
    }

    private void Pass(long milliseconds) => Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private List<ModelReport> Again(ModelAgent agent)
    {
        var times = _clients[agent.Name].Ever.GroupBy(report => report.Time).ToList();
        return [.. Enumerable.Range(0, times.Count == 0 ? 0 : _random.Next(30)).SelectMany(_ => times[_random.Next(times.Count)])];
    }

    /// <summary>
    /// Some of what is there, in any order, some of it twice. Reports of one time stay together: see <see cref="Split"/>.
    /// </summary>
    private List<ModelReport> Take(List<ModelReport> from)
    {
        var (taken, left) = Split(from, _ => _random.Next(3) > 0);
        from.Clear();
        from.AddRange(left);
        if (_random.Next(2) == 0) taken.AddRange(taken.Take(5).ToList());
        return [.. taken.GroupBy(report => report.Time).OrderBy(_ => _random.Next())
            .SelectMany(group => group.OrderBy(report => report.Sequence))];
    }

    /// <summary>
    /// Chooses by the time: of two reports of one time the later counts, but where the earlier comes when the later is in
    /// a block, it also counts until it is sealed.
    /// </summary>
    private static (List<ModelReport> Chosen, List<ModelReport> Others) Split(IEnumerable<ModelReport> reports, Func<long, bool> choose)
    {
        var groups = reports.GroupBy(report => report.Time).ToLookup(group => choose(group.Key));
        return ([.. groups[true].SelectMany(group => group)], [.. groups[false].SelectMany(group => group)]);
    }

    /// <summary>All clients send side by side, in messages of any size.</summary>
    private async Task SendAllAsync(Func<ModelAgent, List<ModelReport>> choose)
    {
        var messages = _agents.SelectMany(agent => Messages(agent, choose(agent))).ToList();
        var sent = messages.ConvertAll(message => SendAsync(message));
        for (var i = 0; i < messages.Count; i++)
            Assert.Equal(Keep(messages[i]), await sent[i]);
    }

    private IEnumerable<(string Client, ModelReport[] Reports)> Messages(ModelAgent agent, List<ModelReport> reports) =>
        reports.Count == 0 ? [] : reports.Chunk(_random.Next(1, 60)).Select(chunk => (agent.Name, chunk)).ToList();

    private async Task<bool[]> SendAsync((string Client, ModelReport[] Reports) message) => await Store.AppendAsync(
        _leases[message.Client],
        [.. message.Reports.Select(report => report.Schema).Distinct()],
        [.. message.Reports.Select(report => report.Packed)],
        default);

    private async Task TakeAllAsync()
    {
        foreach (var client in _clients.Keys)
            _leases[client] = await Store.TakeAsync(client, default);
    }

    /// <summary>Stores a message in the model; which of its reports are new.</summary>
    private bool[] Keep((string Client, ModelReport[] Reports) message)
    {
        var client = _clients[message.Client];
        return Array.ConvertAll(message.Reports, report =>
        {
            if (client.Has(report)) return false;
            client.Store(report, RawExpiredUntil);
            return true;
        });
    }

    private async Task CrashAsync()
    {
        Pass(_random.NextInt64(0, 5 * Hour));
        var messages = _agents.SelectMany(agent => Messages(agent, agent.Report(Now))).ToList();
        var isMaintaining = _random.Next(2) == 0;
        // What is sent side by side with it may be refused for the crash; that is for the model to find out.
        List<Task> underWay = [.. messages.Select(SendAsync)];
        if (isMaintaining) underWay.Add(ExpireAsync(Store.CompactAsync));
        if (underWay.Count > 0 && _random.Next(2) == 0) await underWay[_random.Next(underWay.Count)];
        var acknowledged = await CrashAsync(underWay);
        await TakeAllAsync();
        for (var i = 0; i < messages.Count; i++)
        {
            var (client, reports) = messages[i];
            var stored = (await KeysAsync(client)).ToHashSet();
            var count = reports.Count(report => stored.Contains(report.Key));
            Assert.True(count == reports.Length || (count == 0 && !acknowledged[i]), $"{count} of {reports.Length} reports of a message are stored.");
            if (count > 0) Keep(messages[i]);
            else _agents.Single(agent => agent.Name == client).Withheld.AddRange(reports);
        }
    }

    private async Task CheckAsync()
    {
        await SynchronizeAsync();
        foreach (var (name, client) in _clients)
        {
            foreach (var series in new[] { ModelAgent.Load, ModelAgent.Bytes, ModelAgent.Other })
                await CheckSamplesAsync(name, client, series);
            for (var i = 0; i < 3 && Now > Start + Hour; i++)
                await new ModelQuery(_random, Start, Now).CheckAsync(Store, name, client, (_expiredAt, Options));
        }
    }

    private async Task CheckSamplesAsync(string name, ModelClient client, Series series)
    {
        var expected = client.Samples(series, expiredToo: false);
        var samples = await ScanAsync(name, series.ToString());
        Assert.Equal(expected.Times, samples.Select(sample => sample.Time));
        Assert.Equal(expected.Values, samples.Select(sample => sample.Value));
    }

    /// <summary>Each report is there once, and no other; those that retention may have taken may be gone.</summary>
    private async Task SynchronizeAsync()
    {
        foreach (var (name, client) in _clients)
        {
            var keys = await KeysAsync(name);
            var stored = keys.ToHashSet();
            Assert.Equal(keys.Count, stored.Count);
            foreach (var key in client.Keys.ToList())
            {
                if (stored.Remove(key)) continue;
                Assert.True(key.Time <= RawExpiredUntil, $"{key} of {name} is lost.");
                client.Expire(key);
            }

            Assert.Empty(stored);
        }
    }

    private Task<List<(long Time, long Sequence)>> KeysAsync(string client) =>
        Store.Database.ReadAsync(snapshot => StoredKeys.Of(snapshot, client), default);
}
