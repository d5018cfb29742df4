using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Disks;

/// <summary>
/// Traffic of whole block devices (no partitions; device mapper and RAID included), from <c>/proc/diskstats</c>.
/// </summary>
internal sealed class DiskCollector : ICollector
{
    /// <summary>The unit of sectors in <c>/proc/diskstats</c>, whatever the device's own: 512 bytes.</summary>
    private const double SectorBytes = 512;

    private const double MillisecondsPerSecond = 1000;

    private readonly TextFile _file;
    private readonly SeriesFamily<Device?> _devices;

    /// <summary>Makes the collector.</summary>
    /// <param name="roots">Where <c>/proc</c> and <c>/sys</c> are.</param>
    /// <param name="filter">Which devices to leave out.</param>
    public DiskCollector(Roots roots, NameFilter filter)
    {
        _file = new TextFile(roots.InProc("diskstats"));
        _devices = new SeriesFamily<Device?>(name =>
            filter.Accepts(name) && !IsPartition(roots, name) ? new Device(name) : null);
    }

    /// <inheritdoc/>
    public string Name => "disks";

    /// <inheritdoc/>
    public void Collect(SampleSet samples) => Parse(_file.Read(), samples);

    /// <summary>
    /// Reads lines of <c>major minor name</c> and 11 or more counters, as in the kernel's <c>iostats.rst</c>.
    /// </summary>
    internal void Parse(ReadOnlySpan<char> text, SampleSet samples)
    {
        foreach (var line in text.EnumerateLines())
        {
            var fields = new FieldReader(line);
            fields.Skip(2);
            var name = fields.Next();
            if (name.Length > 0) _devices[name]?.Add(ref fields, samples);
        }
    }

    // sysfs spells a slash in a device's name as '!'.
    private static bool IsPartition(Roots roots, string name) =>
        File.Exists(roots.InSys($"class/block/{name.Replace('/', '!')}/partition"));

    private sealed class Device(string name)
    {
        private readonly Series _readBytes = Of("disk_read_bytes_total", name);
        private readonly Series _writtenBytes = Of("disk_written_bytes_total", name);
        private readonly Series _reads = Of("disk_reads_total", name);
        private readonly Series _writes = Of("disk_writes_total", name);
        private readonly Series _readSeconds = Of("disk_read_seconds_total", name);
        private readonly Series _writeSeconds = Of("disk_write_seconds_total", name);
        private readonly Series _busySeconds = Of("disk_busy_seconds_total", name);
        private readonly Series _inFlight = Of("disk_requests_in_flight", name);

        public void Add(ref FieldReader fields, SampleSet samples)
        {
            samples.Add(_reads, fields.NextNumber());
            fields.Skip(1); // reads merged
            samples.Add(_readBytes, fields.NextNumber() * SectorBytes);
            samples.Add(_readSeconds, fields.NextNumber() / MillisecondsPerSecond);
            samples.Add(_writes, fields.NextNumber());
            fields.Skip(1); // writes merged
            samples.Add(_writtenBytes, fields.NextNumber() * SectorBytes);
            samples.Add(_writeSeconds, fields.NextNumber() / MillisecondsPerSecond);
            samples.Add(_inFlight, fields.NextNumber());
            samples.Add(_busySeconds, fields.NextNumber() / MillisecondsPerSecond);
        }

        private static Series Of(string metric, string device) => MetricCatalog.Series(metric, new Label("device", device));
    }
}
