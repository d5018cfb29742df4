using Dcmon.Grains.Observers;
using Dcmon.Testing;

namespace Dcmon.Grains.Tests.Observers;

public class SubscribersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Subscribers<string> _subscribers;
    private readonly List<string> _heard = [];

    public SubscribersTests() => _subscribers = new Subscribers<string>(_time, TimeSpan.FromMinutes(1));

    [Fact]
    public void Notify_Subscribed_Hears()
    {
        _subscribers.Add("a");
        Notify();
        Assert.Equal(["a"], _heard);
    }

    [Fact]
    public void Notify_NotRenewed_IsForgotten()
    {
        _subscribers.Add("gone");
        _time.Advance(TimeSpan.FromSeconds(40));
        _subscribers.Add("renewed");
        _time.Advance(TimeSpan.FromSeconds(40));
        Notify();
        Assert.Equal(["renewed"], _heard);
    }

    [Fact]
    public void Notify_ObserverFails_IsDroppedAndOthersHear()
    {
        _subscribers.Add("broken");
        _subscribers.Add("a");
        _subscribers.Notify(each => each == "broken" ? Task.FromException(new IOException()) : Hear(each));
        Notify();
        Assert.Equal(["a", "a"], _heard);
    }

    [Fact]
    public async Task Notify_MessageOnItsWay_TheNextWaitsForItAndOthersDoNot()
    {
        var arrives = new TaskCompletionSource();
        _subscribers.Add("slow");
        _subscribers.Add("a");
        _subscribers.Notify(each => each == "slow" ? Slow() : Hear("a first"));
        _subscribers.Notify(each => Hear($"{each} second"));
        Assert.Equal(["a first", "a second"], _heard);
        arrives.SetResult();
        await Eventually.HoldsAsync(() => _heard.Count == 4);
        Assert.Equal(["a first", "a second", "slow first", "slow second"], _heard);

        async Task Slow()
        {
            await arrives.Task;
            await Hear("slow first");
        }
    }

    [Fact]
    public async Task Notify_DroppedWhileAMessageIsOnItsWay_GetsNoMore()
    {
        var arrives = new TaskCompletionSource();
        _subscribers.Add("a");
        _subscribers.Notify(_ => arrives.Task);
        Notify();
        arrives.SetException(new IOException());
        await Eventually.HoldsAsync(() => !_subscribers.Any);
        Assert.Empty(_heard);
        _subscribers.Add("a");
        Notify();
        Assert.Equal(["a"], _heard);
    }

    [Fact]
    public void Any_AfterRemove_IsFalse()
    {
        _subscribers.Add("a");
        Assert.True(_subscribers.Any);
        _subscribers.Remove("a");
        Assert.False(_subscribers.Any);
    }

    private void Notify() => _subscribers.Notify(Hear);

    private Task Hear(string observer)
    {
        _heard.Add(observer);
        return Task.CompletedTask;
    }
}
