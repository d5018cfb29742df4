using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Processor time of the calling thread: what work costs, however long it has to wait for a core.</summary>
internal static partial class ThreadCpuTime
{
    private const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>User and system time since the thread started.</summary>
    public static TimeSpan Now()
    {
        _ = Read(ThreadClock, out var time);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
