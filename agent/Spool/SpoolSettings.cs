using Dcmon.Settings;

namespace Dcmon.Agent.Spool;

/// <summary>The section <c>spool</c>: reports that wait on disk until the server has acknowledged them.</summary>
public sealed record SpoolSettings : SettingsSection
{
    /// <summary>Most bytes on disk; the oldest reports are dropped beyond it. At least 1MB; 1GB.</summary>
    public ByteSize MaxSize { get; init; } = ByteSize.Gigabytes(1);

    /// <summary>Reports older than this are dropped; 7d.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>When reports are forced to the disk, against the loss of power; <c>interval</c>.</summary>
    public SpoolSync Sync { get; init; } = SpoolSync.Interval;

    /// <summary>How often, where <c>sync</c> is <c>interval</c>; 1s.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most bytes kept in memory while the disk is full; 8MB.</summary>
    public ByteSize MaxMemory { get; init; } = ByteSize.Megabytes(8);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (MaxSize.Bytes < 1_000_000) yield return ("max_size", "must be at least 1MB.");
        if (MaxAge <= TimeSpan.Zero) yield return ("max_age", "must be more than 0.");
        if (SyncInterval <= TimeSpan.Zero) yield return ("sync_interval", "must be more than 0.");
    }
}

/// <summary>When the spool is forced to the disk. A killed agent loses nothing either way; a machine without power may.</summary>
public enum SpoolSync
{
    /// <summary>After each report.</summary>
    Always,

    /// <summary>Soon after, at most once an interval.</summary>
    Interval,

    /// <summary>When the kernel decides.</summary>
    Never,
}
