using System.Threading.Channels;
using Dcmon.GrainRuntime.Tests.Grains;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class ObserverTests : SharedHostTests
{
    private readonly NewsObserver _observer = new();
    private readonly IPublisherGrain _grain;

    public ObserverTests(HostFixture fixture)
        : base(fixture) => _grain = Grains.GetGrain<IPublisherGrain>(NewKey());

    [Fact]
    public async Task Tell_ManyTimes_ArriveInOrder()
    {
        await _grain.Subscribe(Grains.CreateObjectReference<INewsObserver>(_observer));
        for (var i = 0; i < 20; i++) await _grain.Publish($"{i}");
        for (var i = 0; i < 20; i++) Assert.Equal($"{i}", await _observer.NextAsync());
    }

    [Fact]
    public async Task Tell_ObserverHangs_TheGrainGoesOn()
    {
        var gate = Host.Probe.Gate(NewKey());
        _observer.BlockUntil = gate;
        await _grain.Subscribe(Grains.CreateObjectReference<INewsObserver>(_observer));
        await _grain.Publish("first");
        await gate.Entered;
        await _grain.Publish("second");
        gate.Open();
        Assert.Equal("first", await _observer.NextAsync());
        Assert.Equal("second", await _observer.NextAsync());
    }

    [Fact]
    public async Task Subscribe_SameReferenceTwice_IsOne()
    {
        var reference = Grains.CreateObjectReference<INewsObserver>(_observer);
        await _grain.Subscribe(reference);
        await _grain.Subscribe(reference);
        Assert.Equal(["yes"], await _grain.AskAll("well?"));
    }

    [Fact]
    public async Task Ask_Throws_TheGrainGetsIt()
    {
        await _grain.Subscribe(Grains.CreateObjectReference<INewsObserver>(_observer));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _grain.AskAll("throw"));
    }

    [Fact]
    public async Task Tell_AfterDelete_DoesNotArriveAndTheGrainGoesOn()
    {
        var reference = Grains.CreateObjectReference<INewsObserver>(_observer);
        await _grain.Subscribe(reference);
        Grains.DeleteObjectReference<INewsObserver>(reference);
        await _grain.Publish("too late");
        await _grain.Publish("later still");
        Assert.Equal(0, _observer.Received);
    }

    private sealed class NewsObserver : INewsObserver
    {
        private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

        public Gate? BlockUntil { get; set; }

        public int Received => _news.Reader.Count;

        public void Tell(string news)
        {
            BlockUntil?.PassAsync().Wait();
            _news.Writer.TryWrite(news);
        }

        public Task<string> Ask(string question) =>
            question == "throw" ? throw new InvalidOperationException("no") : Task.FromResult("yes");

        public async Task<string> NextAsync() =>
            await _news.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
