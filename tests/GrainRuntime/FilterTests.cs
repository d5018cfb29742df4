using Dcmon.GrainRuntime.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class FilterTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(services => services
        .AddSingleton<IIncomingGrainCallFilter>(p => new Filter(p.GetRequiredService<Probe>(), "outer"))
        .AddSingleton<IIncomingGrainCallFilter>(p => new Filter(p.GetRequiredService<Probe>(), "inner")));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Call_PassesFiltersInOrderOfRegistrationThenTheGrainsOwn()
    {
        Assert.Equal(6, await Grain.Double(3));
        Assert.Equal(
            ["outer before Double 3", "inner before Double 3", "own Double", "inner after 6", "outer after 6"],
            _host.Probe.Events);
    }

    [Fact]
    public async Task Call_FilterReplacesArgumentAndResult_BothHold()
    {
        Assert.Equal(-20, await Grain.Double(1000));
    }

    [Fact]
    public async Task Call_GrainThrows_FiltersSeeItAndTheCallerGetsIt()
    {
        await Assert.ThrowsAsync<OutOfPaperException>(() => Grain.Double(-1));
        Assert.Equal(2, _host.Probe.EventsOf("inner threw").Concat(_host.Probe.EventsOf("outer threw")).Count());
    }

    [Fact]
    public async Task Call_FilterThrows_CallerGetsItAndTheGrainIsNotCalled()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Grain.Double(13));
        Assert.Empty(_host.Probe.EventsOf("own"));
    }

    private IFilteredGrain Grain => _host.Grains.GetGrain<IFilteredGrain>("g");

    private sealed class Filter(Probe probe, string name) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType!.Assembly != typeof(Filter).Assembly)
            {
                await context.Invoke();
                return;
            }

            var argument = context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;
            probe.Events.Enqueue($"{name} before {context.MethodName} {argument}");
            Assert.Equal(context.MethodName, context.ImplementationMethod.Name);
            if (argument is 13) throw new UnauthorizedAccessException();
            if (argument is 1000) context.Request.SetArgument(0, 10);
            try
            {
                await context.Invoke();
            }
            catch (OutOfPaperException)
            {
                probe.Events.Enqueue($"{name} threw");
                throw;
            }

            if (name == "outer" && context.Result is 20) context.Result = -20;
            probe.Events.Enqueue($"{name} after {context.Result}");
        }
    }
}
