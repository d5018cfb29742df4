using System.Globalization;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// A simulated host with 8 GPUs for comparisons of stores: 250 series, a report each 10 s, the same for each system and
/// each run. How its figures behave was taken from what kernels, drivers and board controllers publish, each source
/// says how; nothing is tuned to a store. Times stand exactly on the grid: with the jitter of real collectors the
/// stores that keep a time with each sample would need more space.
/// <para>
/// The figures in <c>docs/benchmarks.md</c> and the charts' benchmark were measured with exactly these values. They
/// must stay as they are, order of the draws from the generator included: how well values compress decides most of what
/// is measured. That is why this walk stands beside <see cref="Machines.MachineFleet"/>, whose machines may change
/// whenever the agent learns something new.
/// </para>
/// <para>Used by one sender at a time.</para>
/// </summary>
public sealed class GeneratedHost
{
    /// <summary>Distance of two reports, milliseconds.</summary>
    public const long Interval = 10_000;

    private const int Cores = 12;
    private const int Gpus = 8;

    private readonly Random _random;
    private readonly Activity _activity = new();
    private readonly Source[] _sources;
    private readonly long _start;
    private readonly long _interval;
    private long _tick;

    private GeneratedHost(string name, int seed, long start, long interval, Func<Random, Source[]> sources)
    {
        (Name, _start, _interval, _random) = (name, start, interval, new Random(seed));
        _sources = sources(_random);
        Schema = Schema.Of(_sources.SelectMany(source => source.Series));
    }

    /// <summary>Host name, also the label by which the peers tell hosts apart.</summary>
    public string Name { get; }

    /// <summary>The series, in the order of the values.</summary>
    public Schema Schema { get; }

    /// <summary>Time of the next report, Unix milliseconds.</summary>
    public long NextTime => _start + _tick * _interval;

    /// <summary>A fleet of hosts with all their series.</summary>
    /// <param name="prefix">In front of each name; fleets of different prefixes differ in their values too.</param>
    /// <param name="count">Hosts.</param>
    /// <param name="start">Time of their first report, Unix milliseconds.</param>
    public static GeneratedHost[] Fleet(string prefix, int count, long start) =>
        Make(prefix, count, start, Interval, AllSources);

    /// <summary>A fleet of hosts of which only the GPUs' temperatures are reported.</summary>
    /// <param name="prefix">In front of each name.</param>
    /// <param name="count">Hosts.</param>
    /// <param name="start">Time of their first report, Unix milliseconds.</param>
    /// <param name="interval">Distance of two reports, milliseconds.</param>
    public static GeneratedHost[] SlimFleet(string prefix, int count, long start, long interval) =>
        Make(
            prefix, count, start, interval,
            random => [.. Enumerable.Range(0, Gpus).Select(gpu => new FirstOf(new Gpu(gpu, random)))]);

    /// <summary>Writes the next reports into the batch.</summary>
    public void Fill(SampleBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            batch.Times[row] = NextTime;
            Fill(batch.Row(row));
            _tick++;
        }
    }

    private static GeneratedHost[] Make(string prefix, int count, long start, long interval, Func<Random, Source[]> sources) =>
    [
        .. Enumerable.Range(0, count).Select(number => new GeneratedHost(
            prefix + number.ToString("000", CultureInfo.InvariantCulture), Seed(prefix, number), start, interval,
            sources)),
    ];

    /// <summary>Not <see cref="string.GetHashCode()"/>, which differs from run to run.</summary>
    private static int Seed(string prefix, int number) =>
        prefix.Aggregate(number, (seed, letter) => seed * 31 + letter);

    private static Source[] AllSources(Random random) =>
    [
        .. Enumerable.Range(0, Cores).Select(core => new ProcessorCore(core, random)),
        new Memory(random),
        new Disk("nvme0n1", 1, random), new Disk("nvme1n1", 1, random), new Disk("nvme2n1", 0.5, random),
        new Disk("sda", 0.05, random),
        new Filesystem("/", 115_343_360, 0.5, random), new Filesystem("/var", 57_671_680, 0.9, random),
        new Filesystem("/data", 937_418_752, 0.3, random),
        new NetworkInterface("eth0", 40_000, random), new NetworkInterface("eth1", 300, random),
        new NetworkInterface("lo", 900, random),
        new Kernel(random),
        .. Enumerable.Range(0, Gpus).Select(gpu => new Gpu(gpu, random)),
        new BoardSensors(),
    ];

    private void Fill(Span<double> values)
    {
        var still = new TickState(_tick, 0, _random);
        var now = still with { Load = _activity.Next(still) };
        var at = 0;
        foreach (var source in _sources)
        {
            source.Next(now, values.Slice(at, source.Series.Count));
            at += source.Series.Count;
        }
    }

    /// <summary>A source of which the first series alone is kept.</summary>
    private sealed class FirstOf(Source whole) : Source(whole.Series[0])
    {
        private readonly double[] _values = new double[whole.Series.Count];

        public override void Next(in TickState now, Span<double> values)
        {
            whole.Next(now, _values);
            values[0] = _values[0];
        }
    }
}
