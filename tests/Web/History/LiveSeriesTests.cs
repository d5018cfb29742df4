using Dcmon.Agent.Uplink;
using Dcmon.GrainInterfaces;
using Dcmon.Grains;
using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.Web.History;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Tests.History;

/// <summary>What a browser has that loaded history and took tails since is what it would load now, whatever came late.</summary>
public sealed class LiveSeriesTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Machines = 3, Moments = 120;

    private static readonly Schema Schema = Schema.Of([Reports.Gauge("l_gauge"), Reports.Counter("l_total", "k=a"), Reports.Counter("l_total", "k=b")]);

    private static readonly string[] Addresses =
    [
        "l_gauge?step=0", "l_gauge?step=10", "l_gauge?step=60&over=max", "l_gauge?step=10&agg=avg&across=all", "l_gauge?step=0&agg=sum",
        "l_total/rate?step=0", "l_total/rate?step=10", "l_total/rate?step=7&agg=sum&by=k", "l_total/increase?step=30&agg=sum&across=all", "l_total/rate?step=10&window=40",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task HistoryAndTails_EqualHistoryLoadedLater(int seed)
    {
        var random = new Random(seed);
        var agents = new List<Machine>();
        for (var i = 0; i < Machines; i++) agents.Add(new Machine(await server.EnrollAsync(), random));
        // Long past, so that what is "now" for the queries can be moved on; each seed has a time of its own.
        var start = RunningServer.Now - 3 * 3_600_000 * (seed + 1);
        var now = start + 1_800_000;
        var browsers = new List<Browser>();
        for (var moment = 0; moment < Moments; moment++)
        {
            now += random.Next(200, 6_000);
            if (moment is 10 or 40)
                browsers.AddRange(Addresses.Select(address => new Browser(Query(address, agents), start, now)));
            foreach (var agent in agents.Where(_ => random.Next(2) == 0))
            {
                var time = now - Lateness(random);
                await agent.ReportAsync(time);
                foreach (var browser in browsers) browser.Reported(agent.Id, time, now);
            }

            foreach (var browser in browsers.Where(_ => random.Next(4) == 0)) await browser.EvaluateAsync(AskAsync, now, random);
        }

        foreach (var browser in browsers)
        {
            await browser.EvaluateAsync(AskAsync, now + 6_000, null);
            Assert.Equal(Browser.Lines(await AskAsync(browser.Whole(now + 6_000))), browser.Lines());
        }

        Assert.All(browsers, browser => Assert.NotEmpty(browser.Lines()));
        Assert.Contains(browsers, browser => browser.Stale > 0);
        Assert.Contains(browsers, browser => browser.Tails > 10);
        foreach (var agent in agents) agent.Dispose();
    }

    private static long Lateness(Random random) => random.Next(20) switch
    {
        < 14 => random.Next(2_000),
        < 17 => random.Next(29_000),
        < 19 => random.Next(600_000),
        _ => random.Next(1_500_000),
    };

    private static RangeQuery Query(string address, List<Machine> agents) =>
        LiveQueryTests.Read($"/api/timeseries/{address}{string.Concat(agents.Select(agent => $"&client={agent.Id}"))}").Query;

    private async Task<RangeAnswer> AskAsync(RangeQuery query)
    {
        var answer = await server.Grains.History().Query(query, default);
        Assert.Null(answer.Refusal);
        return answer;
    }

    private sealed class Machine(GatewayClient agent, Random random) : IDisposable
    {
        private readonly double[] _values = new double[3];
        private long _sequence;

        public string Id => agent.Identity.ClientId;

        public async Task ReportAsync(long time)
        {
            _values[0] = random.Next(100);
            for (var i = 1; i < _values.Length; i++) _values[i] = random.Next(30) == 0 ? 0 : _values[i] + random.Next(1_000);
            var values = _values.Select(value => random.Next(10) == 0 ? double.NaN : value).ToArray();
            Assert.IsType<SendResult.Answered>(
                await agent.SendAsync(new ReportMessage([Schema], null, [Schema.Report(++_sequence, time, values)]), default));
        }

        public void Dispose() => agent.Dispose();
    }

    /// <summary>A page that watches one query, as the contract of the hub has it, and the server's side of it.</summary>
    private sealed class Browser(RangeQuery query, long start, long now)
    {
        private readonly LiveQuery _live = new(query, now);
        private readonly List<(long From, RangeAnswer Answer)> _held = [];
        private Dictionary<(long Time, string Line), double>? _points;

        public int Stale { get; private set; }

        public int Tails { get; private set; }

        public void Reported(string client, long time, long now)
        {
            if (time < now - GrainOptions.LateAfter.TotalMilliseconds) _live.Late(client, time);
            _live.Changed(client, now);
        }

        /// <summary>
        /// Takes a tail; sometimes loads history only some tails later, or takes two tails as one because the first was not sent.
        /// </summary>
        public async Task EvaluateAsync(Func<RangeQuery, Task<RangeAnswer>> ask, long at, Random? random)
        {
            var tail = _live.Begin(at, null);
            if (random?.Next(5) == 0)
            {
                // Lost in the outbox: the next one covers it.
                _live.Complete(tail);
                tail = _live.Begin(at, tail.From);
            }

            var answer = await ask(tail.Query with { To = at });
            _live.Complete(tail);
            _held.Add((tail.From, answer));
            Tails++;
            if (_live.TakeStale(at))
            {
                Stale++;
                _points = null;
            }

            if (_points is null && random?.Next(3) == 0) return;
            _points ??= Points(await ask(Whole(at)));
            foreach (var (from, held) in _held)
            {
                foreach (var point in _points.Keys.Where(point => point.Time > from).ToList()) _points.Remove(point);
                foreach (var (point, value) in Points(held)) _points[point] = value;
            }

            _held.Clear();
        }

        public RangeQuery Whole(long at) => query with { From = start, To = at };

        public List<string> Lines() => Lines(_points!);

        public static List<string> Lines(RangeAnswer answer) => Lines(Points(answer));

        private static List<string> Lines(Dictionary<(long Time, string Line), double> points) =>
            [.. points.OrderBy(each => each.Key).Select(each => $"{each.Key.Line} {each.Key.Time} {each.Value:0.######}")];

        private static Dictionary<(long Time, string Line), double> Points(RangeAnswer answer) => answer.Series
            .SelectMany(line => answer.Times.Zip(line.Values, (time, value) =>
                (Key: (time, $"{line.Client} {string.Join(',', line.Labels.OrderBy(label => label.Key).Select(label => label.Value))}"), value)))
            .Where(each => !double.IsNaN(each.value))
            .ToDictionary(each => each.Key, each => each.value);
    }
}
