using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Cpu;

/// <summary>
/// What a core spends time on. The kernel counts time of guests in <c>user</c> and <c>nice</c> as well; here it is
/// taken out of them, so that the modes of a core add up to the time passed.
/// </summary>
internal static class CpuModes
{
    /// <summary>Number of modes.</summary>
    public const int Count = 10;

    /// <summary>Values of the label <c>mode</c>, in the order of <c>/proc/stat</c>.</summary>
    public static readonly string[] Names =
        ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guest_nice"];

    /// <summary>
    /// Ticks a second in <c>/proc</c>: USER_HZ, which is 100 on every architecture that .NET runs on.
    /// </summary>
    private const double TicksPerSecond = 100;

    /// <summary>Reads the fields after <c>cpuN</c>; what an old kernel lacks is 0.</summary>
    public static CpuTimes Parse(ref FieldReader fields)
    {
        var times = new CpuTimes();
        for (var i = 0; i < Count; i++)
            times[i] = fields.NextNumber() is var ticks && double.IsNaN(ticks) ? 0 : ticks / TicksPerSecond;
        const int user = 0, nice = 1, guest = 8, guestNice = 9;
        times[user] = Math.Max(0, times[user] - times[guest]);
        times[nice] = Math.Max(0, times[nice] - times[guestNice]);
        return times;
    }
}
