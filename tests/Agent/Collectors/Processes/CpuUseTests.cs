using Dcmon.Agent.Collectors.Processes;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Processes;

public class CpuUseTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public void Fill_KnownProcesses_HaveWhatTheyUsedSince() =>
        Assert.Equal([0.5, 0, 2], Fill([Process(1, 10, 500), Process(7, 20, 3), Process(9, 30, 0)],
            [Process(1, 10, 1000), Process(7, 20, 3), Process(9, 30, 2000)]));

    [Fact]
    public void Fill_StartedMeanwhile_CountsFromItsStart() =>
        Assert.Equal([0, 0.25], Fill([Process(1, 10, 500)], [Process(1, 10, 500), Process(2, 900, 250)]));

    [Fact]
    public void Fill_NumberUsedAgain_IsAnotherProcess() =>
        Assert.Equal([0, 0.3], Fill([Process(1, 10, 0), Process(5, 100, 7000)], [Process(1, 10, 0), Process(5, 950, 300)]));

    [Fact]
    public void Fill_OlderAndNotSeenBefore_IsNotKnown() =>
        Assert.Equal([double.NaN, 0], Fill([Process(9, 100, 50)], [Process(4, 20, 100_000), Process(9, 100, 50)]));

    [Fact]
    public void Fill_FirstReading_KnowsNothing() => Assert.Equal([double.NaN], Fill([], [Process(1, 10, 500)]));

    [Fact]
    public void Fill_EndedMeanwhile_IsNoMatter() =>
        Assert.Equal([0.1], Fill([Process(1, 1, 0), Process(2, 2, 0), Process(3, 3, 0)], [Process(3, 3, 100)]));

    [Fact]
    public void Fill_TimeWentBack_IsNone() => Assert.Equal([0], Fill([Process(1, 10, 500)], [Process(1, 10, 499)]));

    private static double[] Fill(ProcessStat[] before, ProcessStat[] now)
    {
        var cores = new double[now.Length];
        CpuUse.Fill(before, now, TenSeconds, cores);
        return cores;
    }

    private static ProcessStat Process(int pid, long start, long ticks) => new(pid, start, 'S', ticks, 1);
}
