namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>
/// A BMC's clock beside this machine's. Many run in local time, hours or years off, or count from their start: they are
/// corrected by how far off they are now.
/// </summary>
/// <param name="Now">This machine's time, Unix seconds.</param>
/// <param name="BmcNow">The BMC's at that instant, likewise, or seconds since its start; null where it does not report it.</param>
internal readonly record struct BmcClock(long Now, long? BmcNow)
{
    /// <summary>Smaller times count from the BMC's start (IPMI 2.0, chapter 37.1).</summary>
    private const long FirstUnixTime = 0x20000000;

    /// <summary>Smaller offsets cannot be distinguished from the time that a request takes.</summary>
    private const long Exact = 2;

    /// <summary>How far this machine is ahead of the BMC, seconds; null where the BMC does not report it.</summary>
    public long? Offset => Now - BmcNow;

    /// <summary>False where the BMC's clock was never set.</summary>
    public bool IsSet => IsUnixTime(BmcNow ?? 0);

    /// <summary>
    /// When an entry was recorded, by this machine's clock: Unix time, milliseconds. Now, where it cannot be known.
    /// </summary>
    public long TimeOf(SelEntry entry)
    {
        if (entry.Seconds is not { } seconds || IsUnixTime(seconds) != IsUnixTime(BmcNow ?? seconds)) return Now * 1000;
        if (BmcNow is null && !IsUnixTime(seconds)) return Now * 1000;
        var corrected = Math.Abs(Offset ?? 0) <= Exact ? seconds : seconds + Offset!.Value;
        return Math.Min(corrected, Now) * 1000;
    }

    private static bool IsUnixTime(long seconds) => seconds >= FirstUnixTime;
}
