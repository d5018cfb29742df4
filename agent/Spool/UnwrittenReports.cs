using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Spool;

/// <summary>
/// Reports that wait in memory for the disk to take them, oldest first. Not safe for concurrent use: the spool's lock
/// guards it.
/// </summary>
internal sealed class UnwrittenReports
{
    private readonly Queue<SpooledReport> _reports = [];

    /// <summary>How many there are.</summary>
    public int Count => _reports.Count;

    /// <summary>Their size.</summary>
    public long Bytes { get; private set; }

    /// <summary>All of them.</summary>
    public IEnumerable<SpooledReport> OldestFirst => _reports;

    /// <summary>Their schemas, with repetitions.</summary>
    public IEnumerable<SchemaHash> Schemas => _reports.Select(each => each.Schema.Hash);

    /// <summary>Adds the newest.</summary>
    public void Add(SpooledReport report)
    {
        _reports.Enqueue(report);
        Bytes += report.Size;
    }

    /// <summary>Looks at the oldest.</summary>
    public bool TryPeek(out SpooledReport oldest) => _reports.TryPeek(out oldest);

    /// <summary>Takes the oldest away.</summary>
    public SpooledReport Take()
    {
        var taken = _reports.Dequeue();
        Bytes -= taken.Size;
        return taken;
    }
}
