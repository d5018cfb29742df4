using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Events;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Events;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers.Events;

/// <summary>Events over connections that end, and of engines that send something else.</summary>
public sealed class EventFollowerTests : IDisposable
{
    private const string Begin = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

    private readonly StandInEngine _engine = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestParts _parts;
    private readonly EngineClient _client;
    private readonly List<string> _changed = [];
    private readonly List<QueuedEvent> _taken = [];

    public EventFollowerTests()
    {
        _parts = new TestParts(time: _time);
        _client = new EngineClient(_engine.Path, TimeSpan.FromSeconds(4), _time);
    }

    public void Dispose()
    {
        _client.Dispose();
        _parts.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task Follow_ConnectionThatEnds_AsksForWhatItMissed()
    {
        Say([Start(1)], [Start(1), Start(2)], [Start(2), Start(3)]);
        using var follower = Follower();
        await TakeAsync(3);

        Assert.Equal(["c1", "c2", "c3"], Names());
        Assert.Equal(["id1", "id2", "id3"], _changed);
        Assert.Contains(_engine.Questions, each => each.StartsWith("/v1.46/events?since=1900000002.000000000&filters=", StringComparison.Ordinal));
        Assert.All(_parts.Log.Lines, each => Assert.Contains("container_started", each));
        Assert.Equal(3, _parts.Log.Lines.Count);
    }

    [Fact]
    public async Task Follow_AfterARestart_ReportsEachOnce()
    {
        Say([Start(1), Start(2)]);
        using (Follower())
        {
            await TakeAsync(2);
            _taken[0].OnStored!();
        }

        // The second was not safe when the agent ended: it is reported again, and the first is not.
        Say([Start(1), Start(2), Start(3)]);
        using var next = Follower();
        await TakeAsync(4);
        Assert.Equal(["c1", "c2", "c2", "c3"], Names());
        Assert.Contains(_engine.Questions, each => each.Contains("since=1900000001.000000000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Follow_BadLines_LoseThemselvesOnly()
    {
        Say(["{\"Type\":\"container\"", "\0\0\0", new string('x', 3 * EngineLimits.Event), "[]", "", Start(1)]);
        using var follower = Follower();
        await TakeAsync(1);

        Assert.Equal(["c1"], Names());
    }

    [Fact]
    public async Task Follow_NothingButGarbage_IsLoggedOnceAndRetried()
    {
        Say([.. Enumerable.Repeat("garbage", 1000)]);
        using var follower = Follower();
        await Eventually.HoldsAsync(() => _engine.Questions.Count(each => each.Contains("/events", StringComparison.Ordinal)) > 5, "it tries again", Later);

        Assert.Equal(1, _parts.Log.Count("Events of containers are missing for now"));
        Say([Start(1)]);
        await TakeAsync(1);
    }

    [Fact]
    public async Task Follow_EngineThatRefuses_IsLoggedOnceAndRetried()
    {
        _engine.Answer("/events", stream => StandInEngine.WriteAsync(stream, """{"message":"too old"}""", "400 Bad Request"));
        using var follower = Follower();
        await Eventually.HoldsAsync(() => _engine.Questions.Count(each => each == "/version") > 3, "it asks for the version again", Later);
        Assert.Equal(1, _parts.Log.Count("the engine answers 400: too old"));
        Say([Start(1)]);
        await TakeAsync(1);
    }

    [Fact]
    public async Task Follow_Flood_IsBoundedAndReported()
    {
        string[] flood = [.. Enumerable.Range(1, EventFollower.MostInAMinute + 50).Select(Start)];
        // Then one each second or so, until the minute is over.
        Say([flood, .. Enumerable.Range(1001, 200).Select(each => (string[])[Start(each)])]);
        using var follower = Follower();
        await TakeAsync(EventFollower.MostInAMinute + 1);

        Assert.Equal(flood.Take(EventFollower.MostInAMinute).Select((_, i) => $"c{i + 1}"), Names().Take(EventFollower.MostInAMinute));
        Assert.Equal(1, _parts.Log.Count("events of containers were left out"));
    }

    [Fact]
    public async Task Follow_ExcludedContainers_AreLeftOut()
    {
        Say([Start(1), Start(2)]);
        using var follower = Follower("c1");
        await TakeAsync(1);

        Assert.Equal(["c2"], Names());
    }

    private EventFollower Follower(params string[] excluded)
    {
        var follower = new EventFollower(_client, new ChosenLabels([]), new NameFilter(excluded), _parts.Parts, _changed.Add);
        follower.Start();
        return follower;
    }

    /// <summary>What connections get, one after the other; the last one stays open.</summary>
    private void Say(params string[][] connections)
    {
        var next = -1;
        _engine.Answer("/events", async stream =>
        {
            var lines = connections[Math.Min(++next, connections.Length - 1)];
            await StandInEngine.SendAsync(stream, Begin + string.Concat(lines.Select(each => each + "\n")));
            if (next >= connections.Length - 1 && lines.Length < 1000)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _engine.Stop);
            stream.Close();
        });
    }

    private async Task TakeAsync(int count) => await Eventually.HoldsAsync(
        () =>
        {
            _taken.AddRange(_parts.Parts.EventQueue.TakeAll());
            return _taken.Count >= count;
        },
        $"{count} events", Later);

    private void Later() => _time.Advance(TimeSpan.FromSeconds(1));

    private string[] Names() => [.. _taken.Select(each => each.Event.Subject[0].Value)];

    private static string Start(int number) =>
        $$$"""{"Type":"container","Action":"start","Actor":{"ID":"id{{{number}}}","Attributes":{"image":"i","name":"c{{{number}}}"}},"timeNano":{{{1_900_000_000 + number}}}000000000}""";
}
