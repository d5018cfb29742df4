namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Refuses reports while the disk is nearly full; agents keep them and come back.</summary>
internal sealed class DiskGuard(long minimum)
{
    private long _free = long.MaxValue;

    /// <summary>Why nothing can be stored at present; null where it can.</summary>
    public string? Refusal => Volatile.Read(ref _free) is var free && free < minimum
        ? $"The server's disk has {Megabytes(free)} MB left, and {Megabytes(minimum)} MB are kept free. Make room on it, or keep series for a shorter time."
        : null;

    /// <summary>What the disk has left, bytes; null where nobody knows.</summary>
    public void Measured(long? free) => Volatile.Write(ref _free, free ?? long.MaxValue);

    private static long Megabytes(long bytes) => bytes / (1024 * 1024);
}
