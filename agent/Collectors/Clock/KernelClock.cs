using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Clock;

/// <summary>
/// What the kernel knows of its clock, by adjtimex(2), which sets nothing here; struct timex of 64-bit Linux.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 208)]
internal partial struct KernelClock
{
    private const int NotSynchronized = 5; // TIME_ERROR
    private const int NotSynchronizedFlag = 0x40; // STA_UNSYNC

    [FieldOffset(24)]
    private readonly long _largestError;

    [FieldOffset(40)]
    private readonly int _status;

    /// <summary>The largest error that the kernel thinks possible, seconds.</summary>
    public readonly double ErrorSeconds => _largestError / 1e6;

    /// <summary>Reads it.</summary>
    /// <param name="clock">The kernel's state of the clock.</param>
    /// <param name="isSynchronized">True where a time service keeps the clock right.</param>
    /// <returns>Why it cannot be read, or null.</returns>
    public static string? Read(out KernelClock clock, out bool isSynchronized)
    {
        clock = default;
        var state = Call(ref clock);
        isSynchronized = state != NotSynchronized && (clock._status & NotSynchronizedFlag) == 0;
        return state < 0 ? $"adjtimex: {Marshal.GetLastPInvokeErrorMessage()}" : null;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int Call(ref KernelClock clock);
}
