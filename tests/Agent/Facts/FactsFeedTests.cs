using Dcmon.Agent.Facts;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Facts;

public sealed class FactsFeedTests
{
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly LogRecorder _log = new();
    private readonly Engine _engine = new() { Version = "Docker 27.1" };
    private readonly FactsFeed _feed;
    private int _reads;

    public FactsFeedTests()
    {
        var sources = new FactsSources([new Broken(), _engine], _log.Of<FactsSources>());
        _feed = new FactsFeed(() => new MachineFacts("host" + _reads++), sources, TimeSpan.FromMinutes(5), _time);
    }

    [Fact]
    public void Unsent_SourceChanges_IsSeenAfterHalfAMinuteWithoutReadingFiles()
    {
        Assert.Equal(("host0", "Docker 27.1"), Sent());
        _engine.Version = "Docker 28.0";
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(_feed.Unsent());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("host0", "Docker 28.0"), Sent());
        Assert.Equal(1, _reads);
    }

    [Fact]
    public void Unsent_FilesChange_IsSeenWhenTheyAreReadAgain()
    {
        Sent();
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Null(_feed.Unsent());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("host1", "Docker 27.1"), Sent());
    }

    [Fact]
    public void Unsent_NotTaken_IsGivenAgain()
    {
        Assert.NotNull(_feed.Unsent());
        Assert.NotNull(_feed.Unsent());
        _feed.MarkSent();
        Assert.Null(_feed.Unsent());
        _feed.MarkUnsent();
        Assert.NotNull(_feed.Unsent());
    }

    [Fact]
    public void Unsent_ASourceFails_IsLoggedOnceAndTheOthersCount()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("Docker 27.1", _feed.Unsent()!.ContainerEngine);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["Warning: Facts of Broken are missing: list changed"], _log.Lines);
    }

    private (string, string?) Sent()
    {
        var facts = _feed.Unsent()!;
        _feed.MarkSent();
        return (facts.HostName, facts.ContainerEngine);
    }

    private sealed class Engine : IFactsSource
    {
        public string? Version { get; set; }

        public void AddTo(FactsBuilder facts) => facts.ContainerEngine = Version;
    }

    private sealed class Broken : IFactsSource
    {
        public void AddTo(FactsBuilder facts) => throw new InvalidOperationException("list changed");
    }
}
