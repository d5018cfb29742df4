using Dcmon.Grains.Observers;
using Dcmon.Testing;

namespace Dcmon.Grains.Tests;

public class SubscribersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Subscribers<string> _subscribers;
    private readonly List<string> _told = [];

    public SubscribersTests() => _subscribers = new Subscribers<string>(_time, TimeSpan.FromMinutes(1));

    [Fact]
    public void Tell_Subscribed_Hears()
    {
        _subscribers.Add("a");
        Tell();
        Assert.Equal(["a"], _told);
    }

    [Fact]
    public void Tell_NotRenewed_IsForgotten()
    {
        _subscribers.Add("gone");
        _time.Advance(TimeSpan.FromSeconds(40));
        _subscribers.Add("renewed");
        _time.Advance(TimeSpan.FromSeconds(40));
        Tell();
        Assert.Equal(["renewed"], _told);
    }

    [Fact]
    public void Tell_ObserverFails_IsDroppedAndOthersHear()
    {
        _subscribers.Add("broken");
        _subscribers.Add("a");
        _subscribers.Tell(each => each == "broken" ? Task.FromException(new IOException()) : Hear(each));
        Tell();
        Assert.Equal(["a", "a"], _told);
    }

    [Fact]
    public void Any_AfterRemove_IsFalse()
    {
        _subscribers.Add("a");
        Assert.True(_subscribers.Any);
        _subscribers.Remove("a");
        Assert.False(_subscribers.Any);
    }

    private void Tell() => _subscribers.Tell(Hear);

    private Task Hear(string observer)
    {
        _told.Add(observer);
        return Task.CompletedTask;
    }
}
