using Dcmon.SeriesCrash;
using Dcmon.Testing;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Storage;

// Writes, seals, merges, expires and gives room back as fast as it goes, on a clock that runs thousands of times faster
// than time does, until it is killed. A line 'ack CLIENT TIME…' names reports that are acknowledged; 'now TIME' is said
// before the clock moves there.
//   dcmon-series-crash FILE TIME SEED

const long Hour = 60 * Machine.Minute;
const long Day = 24 * Hour;
const long Step = 20 * Machine.Minute;

var (file, now, random) = (args[0], long.Parse(args[1]), new Random(int.Parse(args[2])));
var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(now));
await using var store = SqliteSeries.Open(file, new SeriesStoreOptions { Maintenance = CrashRetention.Options, Time = clock });
var leases = new Dictionary<string, ClientLease>();
foreach (var machine in Machine.All)
    leases[machine.Name] = await store.TakeAsync(machine.Name, default);

// As in a server, tidying up goes on beside the reports.
var maintaining = Task.Run(async () =>
{
    while (true) await store.MaintainAsync(default);
});

// What was sent in the last hours before may or may not have been acknowledged: it is sent again.
await SendAsync(Machine.All[0], Machine.Times(now - 3 * Hour, now));
for (; !maintaining.IsCompleted; now += Step)
{
    Console.WriteLine($"now {now + Step}");
    clock.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(now + Step));
    foreach (var machine in Machine.All.Where(each => !each.IsWide))
    {
        // Each tenth minute comes three hours late, when its window is sealed.
        await SendAsync(machine, Machine.Times(now, now + Step).Where(time => !IsLate(time)));
        await SendAsync(machine, Machine.Times(now - 3 * Hour, now - 3 * Hour + Step).Where(IsLate));
    }

    if (now / Day != (now + Step) / Day)
        await SendAsync(Machine.All.Single(each => each.IsWide), Machine.Times(now - Day, now));
    // Now and then there is a pause, so that the tidying up gets to its end.
    if (random.Next(8) == 0) await store.CompactAsync(default);
}

await maintaining;

bool IsLate(long time) => time / Machine.Minute % 10 == 7;

async Task SendAsync(Machine machine, IEnumerable<long> times)
{
    var reports = times.Select(machine.Report).ToList();
    if (reports.Count == 0) return;
    await store.AppendAsync(leases[machine.Name], [machine.Schema], reports, [.. reports.Select(report => Machine.Extras(report.Time))],
        default);
    Console.WriteLine($"ack {machine.Name} {string.Join(' ', reports.Select(report => report.Time))}");
}

namespace Dcmon.SeriesCrash
{
    /// <summary>How long the program keeps what.</summary>
    public static class CrashRetention
    {
        public static MaintenanceOptions Options { get; } = new()
        {
            Raw = TimeSpan.FromDays(2),
            FiveMinutes = TimeSpan.FromDays(4),
            OneHour = TimeSpan.FromDays(40),
            Events = TimeSpan.FromDays(2),
            MinDiskFree = 0,
        };
    }
}
