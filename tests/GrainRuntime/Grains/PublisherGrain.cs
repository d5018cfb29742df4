
namespace Dcmon.GrainRuntime.Tests.Grains;

[Alias("test.INewsObserver")]
public interface INewsObserver : IGrainObserver
{
    [Alias("Tell")]
    void Tell(string news);

    [Alias("Ask")]
    Task<string> Ask(string question);
}

[Alias("test.IPublisherGrain")]
public interface IPublisherGrain : IGrainWithStringKey
{
    [Alias("Subscribe")]
    Task Subscribe(INewsObserver observer);

    [Alias("Publish")]
    Task Publish(string news);

    [Alias("AskAll")]
    Task<string[]> AskAll(string question);
}

[GrainType("test-publisher")]
public sealed class PublisherGrain : Grain, IPublisherGrain
{
    private readonly HashSet<INewsObserver> _observers = [];

    public Task Subscribe(INewsObserver observer)
    {
        _observers.Add(observer);
        return Task.CompletedTask;
    }

    public Task Publish(string news)
    {
        foreach (var observer in _observers) observer.Tell(news);
        return Task.CompletedTask;
    }

    public Task<string[]> AskAll(string question) => Task.WhenAll(_observers.Select(o => o.Ask(question)));
}
