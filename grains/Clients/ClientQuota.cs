using Dcmon.Wire.Extras;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>What of a client's quota is spent.</summary>
public enum QuotaKind
{
    /// <summary>Bytes of values, events and process tables.</summary>
    Bytes,

    /// <summary>Events.</summary>
    Events,

    /// <summary>Schemas that were sent.</summary>
    Schemas,

    /// <summary>Changes of the machine's facts.</summary>
    Facts,
}

/// <summary>
/// Bounds what one machine may have stored in a day, so that none fills the disk for all. An honest machine comes near none of these: they
/// are for one that is broken, or whose key was stolen.
/// </summary>
/// <param name="metrics">Counts what is refused; null: nobody does.</param>
public sealed class ClientQuota(LimitMetrics? metrics = null)
{
    /// <summary>A machine of 5,000 series a second sends half of it in a day; one that was cut off for days sends them at once.</summary>
    private readonly TokenBucket _bytes = new(6e9, 3e9);

    /// <summary>A BMC's whole log comes at once, and later single entries.</summary>
    private readonly TokenBucket _events = new(20_000, 20_000);

    /// <summary>A new container is a new schema.</summary>
    private readonly TokenBucket _schemas = new(500, 4_000);

    private readonly TokenBucket _facts = new(100, 4_000);

    private readonly HashSet<SchemaHash> _paid = [];

    /// <summary>A message begins.</summary>
    /// <param name="now">Now, Unix milliseconds.</param>
    public void Begin(long now)
    {
        _paid.Clear();
        _bytes.FillUntil(now);
        _events.FillUntil(now);
        _schemas.FillUntil(now);
        _facts.FillUntil(now);
    }

    /// <summary>What to tell the machine's owner.</summary>
    public static string Reason(QuotaKind spent) => spent switch
    {
        QuotaKind.Events => "the machine sends more events in a day than the server takes; look for a source that reports the same again and again",
        QuotaKind.Facts => "what the machine says it is changes more often in a day than the server takes",
        QuotaKind.Schemas => "the machine's series change more often in a day than the server takes; look for a label whose value changes all the time",
        _ => "the machine sends more in a day than the server takes; report less often, or fewer series",
    };

    /// <summary>Whether changed facts may be stored.</summary>
    public bool TakeFacts() => Take(_facts, 1, QuotaKind.Facts) is null;

    /// <summary>Whether a report may be stored.</summary>
    /// <param name="report">The report.</param>
    /// <param name="bringsSchema">Whether its schema came with this message.</param>
    /// <param name="leavesHalf">Whether half of the quota is left to others.</param>
    /// <returns>What is spent, or null.</returns>
    public QuotaKind? Take(Report report, bool bringsSchema, bool leavesHalf = false)
    {
        if (bringsSchema && !_paid.Contains(report.Schema))
        {
            if (Take(_schemas, 1, QuotaKind.Schemas, leavesHalf) is { } spent) return spent;
            _paid.Add(report.Schema);
        }

        return Take(_bytes, BytesOf(report), QuotaKind.Bytes, leavesHalf);
    }

    /// <summary>Whether events may be stored.</summary>
    public bool TakeEvents(ReportExtras extras) => Take(_events, extras.Events.Count, QuotaKind.Events) is null;

    /// <summary>A report that was admitted was not stored, or was there before.</summary>
    public void PutBack(Report report, ReportExtras? extras)
    {
        _bytes.PutBack(BytesOf(report));
        _events.PutBack(extras?.Events.Count ?? 0);
    }

    private static long BytesOf(Report report) => report.Values.Length + report.Extras.Length;

    private QuotaKind? Take(TokenBucket bucket, double count, QuotaKind kind, bool leavesHalf = false)
    {
        if (bucket.TryTake(count, leavesHalf)) return null;
        metrics?.Refused(kind);
        return kind;
    }
}
