using Dcmon.Settings;

namespace Dcmon.Agent.Spool;

/// <summary>The section <c>spool</c>: reports that wait on disk until the server has acknowledged them.</summary>
public sealed record SpoolSettings : SettingsSection
{
    /// <summary>Most space on disk, at least 1MB. Beyond it the oldest reports are dropped.</summary>
    public ByteSize MaxSize { get; init; } = ByteSize.Gigabytes(1);

    /// <summary>Reports older than this are dropped.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// When reports are flushed to disk (fsync). It matters only for power failures: a killed agent loses nothing.
    /// </summary>
    public SpoolSync Sync { get; init; } = SpoolSync.Interval;

    /// <summary>How often reports are flushed if <see cref="Sync"/> is <c>interval</c>.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most memory for reports while the disk is full.</summary>
    public ByteSize MaxMemory { get; init; } = ByteSize.Megabytes(8);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (MaxSize.Bytes < 1_000_000) yield return ("max_size", "must be at least 1MB.");
        if (MaxAge <= TimeSpan.Zero) yield return ("max_age", "must be more than 0.");
        if (SyncInterval <= TimeSpan.Zero) yield return ("sync_interval", "must be more than 0.");
    }
}

/// <summary>
/// When the spool is flushed to disk. A killed agent loses nothing in any case; a machine that loses power may.
/// </summary>
public enum SpoolSync
{
    /// <summary>After each report.</summary>
    Always,

    /// <summary>At most once per interval.</summary>
    Interval,

    /// <summary>When the kernel decides.</summary>
    Never,
}
