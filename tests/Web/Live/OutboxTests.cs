using System.Collections.Concurrent;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Testing;
using Dcmon.Web.Fleet;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Tests.Live;

public sealed class OutboxTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<PushMessage> _sent = [];
    private readonly Outbox _outbox;
    private TaskCompletionSource _taken = new();

    public OutboxTests()
    {
        _taken.SetResult();
        _outbox = new Outbox(_time, (message, _) =>
        {
            _sent.Enqueue(message);
            return _taken.Task;
        });
        _outbox.Change(waiting => waiting.Start(new RowBuffer()));
    }

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Change_AfterAPause_IsSentAtOnce()
    {
        Put("a");
        await Sent(1);
        Assert.Equal("fleet", _sent.Single().Event);
    }

    [Fact]
    public async Task Change_WithinThePace_IsGatheredAndSentOnce()
    {
        Put("a");
        await Sent(1);
        for (var i = 0; i < 10; i++) Put(i % 2 == 0 ? "a" : "b");
        await Eventually.HoldsAsync(() => _time.PendingTimers == 1, "the outbox waits for its time");
        _time.Advance(Outbox.Pace - TimeSpan.FromMilliseconds(1));
        Assert.Single(_sent);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Sent(2);
        Assert.Equal(2, Assert.IsType<SharedJson[]>(_sent.Last().Value).Length);
    }

    [Fact]
    public async Task Change_ConnectionTakesNothing_NextIsSentWhenItDoesAndRemovalsAreInIt()
    {
        _taken = new TaskCompletionSource();
        Put("a");
        await Sent(1);
        for (var i = 0; i < 1_000; i++) Put($"{i % 3}");
        _outbox.Change(waiting => waiting.Find<RowBuffer>()!.Remove("0"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_sent);
        _taken.SetResult();
        await Sent(3);
        Assert.Equal(["0"], Assert.IsType<string[]>(_sent.ElementAt(1).Value));
        Assert.Equal(2, Assert.IsType<SharedJson[]>(_sent.ElementAt(2).Value).Length);
    }

    [Fact]
    public async Task Dispose_WhileItSends_EndsAll()
    {
        _taken = new TaskCompletionSource();
        Put("a");
        await Sent(1);
        _outbox.Dispose();
        _taken.SetResult();
        Put("b");
        await Eventually.HoldsAsync(() => _time.PendingTimers == 0, "the outbox waits no more");
        Assert.Single(_sent);
    }

    internal static ClientSummary Row(string id, params GpuFigures[] gpus) =>
        new(id, id, true, 1, [], ClientFigures.None, null, null, gpus);

    private void Put(string id) => _outbox.Change(waiting => waiting.Find<RowBuffer>()!.Put(new FleetRow(Row(id))));

    private Task Sent(int count) => Eventually.HoldsAsync(() => _sent.Count == count, $"{count} are sent");
}
