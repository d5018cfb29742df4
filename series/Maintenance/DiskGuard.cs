namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Refuses reports while the disk is nearly full; agents keep and resend them.</summary>
internal sealed class DiskGuard(long minimum)
{
    private long _free = long.MaxValue;
    private long _minimum = minimum;

    /// <summary>Why nothing can be stored at present; null where it can.</summary>
    public string? Refusal => (Volatile.Read(ref _free), Volatile.Read(ref _minimum)) is var (free, least) && free < least
        ? $"The server's disk has {Megabytes(free)} MB left, and {Megabytes(least)} MB are kept free. "
            + "Make room on it, or keep series for a shorter time."
        : null;

    /// <summary>Takes the free space of the disk in bytes; null where it is unknown.</summary>
    public void Measured(long? free) => Volatile.Write(ref _free, free ?? long.MaxValue);

    /// <summary>Sets the free space, in bytes, below which reports are refused.</summary>
    public void Keep(long least) => Volatile.Write(ref _minimum, least);

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);
}
