using System.Text;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Events;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.State;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Containers.Events;

/// <summary>The events made of what engines report.</summary>
public class ContainerEventsTests
{
    [Fact]
    public void Of_DockersEvents_ReportsWhatToWorryAbout() => Assert.Equal(
        [
            (EventKinds.ContainerStarted, EventSeverity.Info, "Container busy started"),
            (EventKinds.ContainerUnhealthy, EventSeverity.Warning, "Container ok is unhealthy: its health check fails"),
            (EventKinds.ContainerOom, EventSeverity.Error, "Container oom ran out of memory, and a process of it was killed"),
            (EventKinds.ContainerExit, EventSeverity.Error, "Container oom ended with exit code 137 after it ran out of memory"),
            (EventKinds.ContainerExit, EventSeverity.Info, "Container busy was stopped, and ended with exit code 143"),
            (EventKinds.ContainerExit, EventSeverity.Warning, "Container again ended with exit code 4"),
            (EventKinds.ContainerExit, EventSeverity.Info, "Container done ended with exit code 0"),
        ],
        News("docker-events").Select(each => (each.Kind, each.Severity, each.Message)));

    [Fact]
    public void Of_PodmansEvents_AreTheSame() => Assert.Equal(
        [(EventKinds.ContainerStarted, "Container focused_robinson started"), (EventKinds.ContainerExit, "Container focused_robinson ended with exit code 2")],
        News("podman-events").Select(each => (each.Kind, each.Message)));

    [Fact]
    public void Of_Event_HasSubjectTimeKeyAndDetails()
    {
        var news = News("docker-events");

        Assert.Equal([new Label("container", "busy"), new Label("image", "bb:1"), new Label("label_com_example_team", "blue")], news[0].Subject);
        Assert.Equal(1795391393248, news[0].Time);
        Assert.Equal("aa18abd66b8a:1795391393248947680:start", news[0].Key);
        Assert.Equal([new Label("id", "09c881a1e336"), new Label("exit_code", "137"), new Label("cause", "oom")], news[3].Details);
        Assert.Equal(news.Count, news.Select(each => each.Key).Distinct().Count());
    }

    [Fact]
    public void Of_SignalThatEndsNothing_LeavesTheEndUnexpected()
    {
        var news = new ContainerEvents();
        Assert.Null(news.Of(Event("kill") with { Signal = 1 }));
        Assert.Equal(EventSeverity.Warning, news.Of(Event("die") with { ExitCode = 129 })!.Severity);
        news.Of(Event("kill") with { Signal = 9 });
        Assert.Equal(EventSeverity.Info, news.Of(Event("die") with { ExitCode = 137 })!.Severity);
        Assert.Equal(EventSeverity.Error, news.Of(Event("die") with { ExitCode = 137 })!.Severity);
    }

    [Fact]
    public void Of_OutOfMemoryBeforeOrAfterTheEnd_IsReportedAsItsCause()
    {
        Assert.Equal(
            [(EventSeverity.Error, "Container name ran out of memory, and a process of it was killed"),
                (EventSeverity.Error, "Container name ended with exit code 137 after it ran out of memory")],
            Reported(new(), Event("oom"), Event("die") with { ExitCode = 137 }));
        Assert.Equal(
            [(EventSeverity.Error, "Container name was killed, perhaps for want of memory, and ended with exit code 137"),
                (EventSeverity.Error, "Container name ran out of memory, which is what ended it")],
            Reported(new(), Event("die") with { ExitCode = 137 }, Event("oom")));
    }

    [Theory]
    [InlineData("oom", 0)]
    [InlineData("oom", 137)]
    [InlineData("die", 137)]
    public void Of_NextRunAfterOutOfMemory_EndsForAReasonOfItsOwn(string last, int exitCode)
    {
        var news = new ContainerEvents();
        Reported(news, Event("die") with { ExitCode = exitCode }, Event("oom"), Event(last) with { ExitCode = exitCode }, Event("start"));

        Assert.Equal([(EventSeverity.Warning, "Container name ended with exit code 1")], Reported(news, Event("die") with { ExitCode = 1 }));
    }

    [Fact]
    public void Of_EndLongAfterOutOfMemory_IsAnother()
    {
        var news = new ContainerEvents();
        Reported(news, Event("oom"));

        Assert.Equal([(EventSeverity.Info, "Container name ended with exit code 0")], Reported(news, Event("die") with { ExitCode = 0, Nanos = 61_000_000_000 }));
        // And one that was told to end may take its time.
        Reported(news, Event("kill"));
        Assert.Equal(
            [(EventSeverity.Info, "Container name was stopped, and ended with exit code 1")],
            Reported(news, Event("die") with { ExitCode = 1, Nanos = 900_000_000_000 }));
    }

    [Fact]
    public void Of_OutOfMemoryLongAfterAnEnd_IsNotItsCause()
    {
        var news = new ContainerEvents();
        Reported(news, Event("die") with { ExitCode = 137 });

        Assert.Contains("a process of it was killed", Reported(news, Event("oom") with { Nanos = 61_000_000_000 }).Single().Message);
    }

    [Theory]
    [InlineData("""{"Type":"network","Action":"die","Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":1}""")]
    [InlineData("""{"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":"1"}""")]
    [InlineData("""{"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":-5}""")]
    [InlineData("""{"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":null},"timeNano":1}""")]
    [InlineData("""{"Type":"container","Action":7,"Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":1}""")]
    [InlineData("7")]
    public void Parse_OtherEvents_AreNone(string json) =>
        Assert.Null(EngineEvent.Parse(Encoding.UTF8.GetBytes(json), new ChosenLabels([])));

    [Fact]
    public void Parse_Half_IsAnError() =>
        Assert.Throws<EngineException>(() => EngineEvent.Parse("{\"Type\":\"contai"u8.ToArray(), new ChosenLabels([])));

    [Fact]
    public async Task Lines_InPieces_AreWholeAndBounded()
    {
        var text = "one\n\ntwo\n" + new string('x', 3 * EngineLimits.Event) + "\nthree\n" + new string('y', EngineLimits.Event - 1) + "\nunfinished";
        var lines = new EventLines(new Trickle(Encoding.UTF8.GetBytes(text), 1000));
        var read = new List<string>();
        while (await lines.NextAsync(default) is { } line) read.Add(Encoding.UTF8.GetString(line.Span));

        Assert.Equal(["one", "", "two", "three", new string('y', EngineLimits.Event - 1)], read);
    }

    [Fact]
    public void Cursor_AfterARestart_GoesOnWhereEventsAreSafe()
    {
        using var state = new StateFiles(null);
        var time = new ManualTimeProvider();
        var cursor = new EventCursor(state, "containers", time);
        Assert.Equal($"{time.GetUtcNow().ToUnixTimeSeconds()}.000000000", cursor.Since());
        cursor.Save();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(cursor.Since(), new EventCursor(state, "containers", time).Since()); // Nothing happened, and nothing is missed.

        var (first, second) = (Event("die") with { Nanos = 1_900_000_000_000_000_007 }, Event("start") with { Nanos = 1_900_000_000_500_000_000 });
        Assert.True(cursor.MoveTo(first) && cursor.MoveTo(second));
        cursor.MarkStored(first);
        cursor.Save();
        var next = new EventCursor(state, "containers", time);
        Assert.Equal("1900000000.000000007", next.Since());
        Assert.False(next.MoveTo(first));
        Assert.True(next.MoveTo(second));
        Assert.Equal("1900000000.500000000", next.Since());
    }

    [Fact]
    public void Cursor_ThatIsNone_BeginsNow()
    {
        using var state = new StateFiles(null);
        state.Save("containers", "\0garbage");
        var time = new ManualTimeProvider();

        Assert.Equal($"{time.GetUtcNow().ToUnixTimeSeconds()}.000000000", new EventCursor(state, "containers", time).Since());
    }

    [Fact]
    public void Budget_Flood_LetsSoManyThroughAMinute()
    {
        var time = new ManualTimeProvider();
        var budget = new EventBudget(3, time);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => budget.TryTake(out var _)));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(budget.TryTake(out var leftOut));
        Assert.Equal(2, leftOut);
        Assert.True(budget.TryTake(out leftOut));
        Assert.Equal(0, leftOut);
    }

    private static List<MachineEvent> News(string fixture)
    {
        var news = new ContainerEvents();
        var labels = new ChosenLabels(["com.example.team"]);
        return [.. Fixture.Text($"Collectors/Containers/Fixtures/{fixture}.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => EngineEvent.Parse(Encoding.UTF8.GetBytes(line), labels)).OfType<EngineEvent>()
            .Select(news.Of).OfType<MachineEvent>()];
    }

    private static List<(EventSeverity Severity, string Message)> Reported(ContainerEvents news, params EngineEvent[] events) =>
        [.. events.Select(news.Of).OfType<MachineEvent>().Select(each => (each.Severity, each.Message))];

    private static EngineEvent Event(string action) => new("ab", action, 1, "name", "image", null, null, []);

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop = default) =>
            base.ReadAsync(buffer.Length > most ? buffer[..most] : buffer, stop);
    }
}
