using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.SeriesCrash;

/// <summary>
/// A machine whose reports follow from their times, a report a minute, so that whoever knows which were acknowledged
/// knows what must be stored.
/// </summary>
public sealed class Machine
{
    public const long Minute = 60_000;

    /// <summary>Midnight UTC.</summary>
    public const long Start = 1_767_225_600_000;

    private readonly int _noise;

    private Machine(string name, int noise)
    {
        (Name, _noise) = (name, noise);
        Schema = Schema.Of([
            Reports.Gauge("load1"), Reports.Counter("bytes_total"), .. Enumerable.Range(0, noise).Select(i => Reports.Gauge("noise", $"n={i}")),
        ]);
    }

    /// <summary>
    /// Two that report as they go, and one with many series that sends a day at once: what it leaves in the log makes room to be given
    /// back.
    /// </summary>
    public static IReadOnlyList<Machine> All { get; } = [new("a", 0), new("b", 3), new("wide", 150)];

    /// <summary>The client's id.</summary>
    public string Name { get; }

    /// <summary>Whether it sends a day at once.</summary>
    public bool IsWide => _noise > 100;

    /// <summary>Its series.</summary>
    public Schema Schema { get; }

    /// <summary>What load1 is at a time; decimals, so that sums are exact.</summary>
    public static double Load(long time) => time / Minute % 9973 / 10.0;

    /// <summary>What bytes_total is at a time; it starts over now and then.</summary>
    public static double Bytes(long time) => 1000.0 * (time / Minute % 5000);

    /// <summary>The report of a minute.</summary>
    public Report Report(long time)
    {
        var random = new Random((int)(time / Minute));
        var values = new double[2 + _noise];
        (values[0], values[1]) = (Load(time), Bytes(time));
        for (var i = 2; i < values.Length; i++)
            values[i] = random.NextDouble();
        return Schema.Report(time / Minute, time, values);
    }

    /// <summary>
    /// What the report of a minute carries: the same event for five minutes, reported again with each, and a process table.
    /// </summary>
    public static ReportExtras Extras(long time)
    {
        var number = time / (5 * Minute);
        return new ReportExtras(
            [new MachineEvent(number * 5 * Minute, "kind", EventSeverity.Info, "It goes on") { Key = $"{number}" }],
            new ProcessTable([new ProcessEntry((int)(time / Minute), "p")]));
    }

    /// <summary>The minutes of after &lt; time ≤ until.</summary>
    public static IEnumerable<long> Times(long after, long until)
    {
        for (var time = (after / Minute + 1) * Minute; time <= until; time += Minute)
            yield return time;
    }
}
