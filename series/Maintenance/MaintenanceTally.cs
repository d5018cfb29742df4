namespace Dcmon.TimeSeries.Maintenance;

/// <summary>Counts what maintenance did. One thread counts, any may read.</summary>
internal sealed class MaintenanceTally
{
    private long _windows;
    private long _days;
    private long _months;
    private long _expired;
    private long _damaged;
    private long _failed;

    /// <summary>Windows sealed.</summary>
    public long Windows => Volatile.Read(ref _windows);

    /// <summary>Days merged.</summary>
    public long Days => Volatile.Read(ref _days);

    /// <summary>Months merged.</summary>
    public long Months => Volatile.Read(ref _months);

    /// <summary>Blocks deleted because their time was over or room was needed.</summary>
    public long ExpiredBlocks => Volatile.Read(ref _expired);

    /// <summary>Blocks and reports set aside because they were damaged.</summary>
    public long Damaged => Volatile.Read(ref _damaged);

    /// <summary>Times that something could not be done.</summary>
    public long Failures => Volatile.Read(ref _failed);

    /// <summary>A window was sealed.</summary>
    public void Sealed() => Interlocked.Increment(ref _windows);

    /// <summary>A day was merged.</summary>
    public void MergedDay() => Interlocked.Increment(ref _days);

    /// <summary>Hours were merged.</summary>
    public void MergedMonth() => Interlocked.Increment(ref _months);

    /// <summary>Blocks were deleted.</summary>
    public void Expired(int blocks) => Interlocked.Add(ref _expired, blocks);

    /// <summary>Something damaged was set aside.</summary>
    public void SetAside(int count) => Interlocked.Add(ref _damaged, count);

    /// <summary>Something could not be done.</summary>
    public void Failed() => Interlocked.Increment(ref _failed);
}
