namespace Dcmon.Agent.Collectors.Processes;

/// <summary>What processes used of the processors between two readings.</summary>
internal static class CpuUse
{
    /// <summary>
    /// Ticks a second in <c>/proc</c>: USER_HZ, which is 100 on every architecture that .NET runs on.
    /// </summary>
    public const double TicksPerSecond = 100;

    /// <summary>
    /// Fills in the use of each process: 1 is one core all the time. One that started meanwhile used all of its time
    /// since then; of one that is older and was not seen the last time nothing is known (NaN).
    /// </summary>
    /// <param name="before">The reading before, by number.</param>
    /// <param name="now">This one, by number.</param>
    /// <param name="passed">Time between them.</param>
    /// <param name="cores">One for each process of <paramref name="now"/>.</param>
    public static void Fill(ReadOnlySpan<ProcessStat> before, ReadOnlySpan<ProcessStat> now, TimeSpan passed, Span<double> cores)
    {
        var ticks = passed.TotalSeconds * TicksPerSecond;
        var newest = long.MinValue;
        foreach (ref readonly var each in before) newest = Math.Max(newest, each.StartTicks);
        for (int i = 0, j = 0; i < now.Length; i++)
        {
            while (j < before.Length && before[j].Pid < now[i].Pid) j++;
            var isKnown = j < before.Length && before[j].Pid == now[i].Pid && before[j].StartTicks == now[i].StartTicks;
            cores[i] = isKnown ? Math.Max(0, now[i].CpuTicks - before[j].CpuTicks) / ticks
                : before.Length > 0 && now[i].StartTicks >= newest ? now[i].CpuTicks / ticks
                : double.NaN;
        }
    }
}
