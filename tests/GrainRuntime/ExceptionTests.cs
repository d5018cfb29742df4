using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class ExceptionTests(HostFixture fixture) : SharedHostTests(fixture)
{
    [Fact]
    public async Task Call_ThrowsAtOnce_CallerGetsTypeMessageValuesAndStack()
    {
        var exception = await Assert.ThrowsAsync<OutOfPaperException>(Grain().FailAtOnce);
        Assert.Equal(("no paper", 3), (exception.Message, exception.Sheets));
        Assert.Contains(nameof(FailingGrain.FailAtOnce), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThrowsAfterAnAwait_CallerGetsTypeMessageValuesAndStack()
    {
        var exception = await Assert.ThrowsAsync<OutOfPaperException>(async () => await Grain().FailLater());
        Assert.Equal(("still no paper", 4), (exception.Message, exception.Sheets));
        Assert.Contains(nameof(FailingGrain.FailLater), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThrowsTwoGrainsAway_CallerGetsTheSameType() =>
        await Assert.ThrowsAsync<OutOfPaperException>(() => Grain().FailThrough(NewKey()));

    private IFailingGrain Grain() => Grains.GetGrain<IFailingGrain>(NewKey());
}
