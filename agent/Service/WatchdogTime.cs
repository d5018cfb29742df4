using System.Globalization;

namespace Dcmon.Agent.Service;

/// <summary>How often the service manager wants a sign of life (<c>WATCHDOG_USEC</c>, <c>WATCHDOG_PID</c>).</summary>
internal static class WatchdogTime
{
    /// <summary>Reads what the service manager set for this process.</summary>
    /// <returns>The time after which it takes the process for hung; null where it does not watch.</returns>
    public static TimeSpan? OfThisProcess() => Read(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId);

    /// <summary>Reads the two variables.</summary>
    /// <param name="microseconds">Microseconds, as text.</param>
    /// <param name="watched">Id of the process that is meant; all are where it is missing.</param>
    /// <param name="self">Id of this process.</param>
    public static TimeSpan? Read(string? microseconds, string? watched, int self)
    {
        if (!string.IsNullOrEmpty(watched) && watched != self.ToString(CultureInfo.InvariantCulture)) return null;
        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? TimeSpan.FromMicroseconds(count)
            : null;
    }
}
