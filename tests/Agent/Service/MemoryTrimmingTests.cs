using System.Runtime.InteropServices;
using Dcmon.Agent.Service;
using Dcmon.Agent.Tests.Collectors;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Service;

[Collection(Alone.Name)]
public sealed class MemoryTrimmingTests
{
    private const int Blocks = 20_000, BlockBytes = 4000;

    [Fact]
    public async Task Execute_MemoryThatWasFreed_GoesBackToTheKernel()
    {
        // Blocks too small to be mapped alone; one that stays above them keeps the C library from giving them back by itself.
        var blocks = Enumerable.Range(0, Blocks).Select(_ => Allocate()).ToArray();
        var kept = Allocate();
        foreach (var block in blocks) Marshal.FreeHGlobal(block);
        var time = new ManualTimeProvider();
        using var trimming = new MemoryTrimming(time);
        var before = Environment.WorkingSet;
        await trimming.StartAsync(default);
        await Eventually.HoldsAsync(
            () => Environment.WorkingSet < before - Blocks * BlockBytes / 2, "less memory is resident", () => time.Advance(TimeSpan.FromSeconds(30)));
        await trimming.StopAsync(default);
        Marshal.FreeHGlobal(kept);
    }

    private static nint Allocate()
    {
        var block = Marshal.AllocHGlobal(BlockBytes);
        Marshal.WriteInt64(block, 1);
        return block;
    }
}
