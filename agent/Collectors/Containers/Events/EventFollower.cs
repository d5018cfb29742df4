using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Engine;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Events;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Timing;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// Follows the events of an engine's containers, for as long as the agent runs: where the connection ends it
/// connects again, and requests what was missed.
/// </summary>
internal sealed partial class EventFollower : IDisposable
{
    /// <summary>The most events of an engine in a minute.</summary>
    internal const int MostInAMinute = 300;

    /// <summary>Lines in a row that are no events: then what is read is something else.</summary>
    private const int MostBadLines = 100;

    /// <summary>
    /// The events to subscribe to. Podman's name is <c>died</c>; engines leave out names that they do not know.
    /// </summary>
    private static readonly string Filters = Uri.EscapeDataString(
        """{"type":["container"],"event":["start","kill","oom","die","died","health_status"]}""");

    private readonly EngineClient _client;
    private readonly ChosenLabels _labels;
    private readonly NameFilter _filter;
    private readonly EventPublisher _events;
    private readonly Action<string> _changed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventCursor _cursor;
    private readonly ContainerEvents _containerEvents = new();
    private readonly EventBudget _budget;
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Random.Shared);
    private readonly CancellationTokenSource _stop = new();
    private Task? _following;
    private string? _problem;
    private bool _isUnsaved;

    /// <summary>Makes it; nothing is read yet.</summary>
    /// <param name="client">The engine.</param>
    /// <param name="labels">Labels of containers that events have as well.</param>
    /// <param name="filter">Containers to leave out.</param>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="changed">Called with the id of a container that something happened to.</param>
    public EventFollower(EngineClient client, ChosenLabels labels, NameFilter filter, CollectorParts parts, Action<string> changed)
    {
        (_client, _labels, _filter, _changed) = (client, labels, filter, changed);
        (_events, _time) = (parts.Events, parts.Time);
        _logger = parts.Loggers.CreateLogger<EventFollower>();
        _cursor = new EventCursor(parts.State, StateName(client.Socket), parts.Time);
        _budget = new EventBudget(MostInAMinute, parts.Time);
    }

    /// <summary>Begins, if it has not yet.</summary>
    public void Start() => _following ??= Task.Run(FollowAsync);

    /// <summary>Saves up to where events are stored.</summary>
    public void Save()
    {
        try
        {
            _cursor.Save();
            _isUnsaved = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isUnsaved) Unsaved(_client.Socket, error.Message);
            _isUnsaved = true;
        }
    }

    /// <summary>Ends it and does not wait.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Save();
    }

    private static string StateName(string socket) =>
        "containers" + string.Concat(socket.Select(each => each == '/' ? '.' : char.IsAsciiLetterOrDigit(each) || each is '.' or '-' ? each : '_'));

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await TryReadAsync();
                await Task.Delay(_backoff.Next(), _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
    }

    private async Task TryReadAsync()
    {
        try
        {
            await ReadAsync(_stop.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Nobody waits for this: what it throws would end the events for ever.
            _client.ResetVersion();
            if (_problem == error.Message) return;
            _problem = error.Message;
            CannotFollow(_client.Socket, error.Message);
        }
    }

    /// <summary>Reads to the end of a connection.</summary>
    private async Task ReadAsync(CancellationToken stop)
    {
        using var response = await _client.OpenAsync($"events?since={_cursor.Since()}&filters={Filters}", stop);
        var lines = new EventLines(await response.Content.ReadAsStreamAsync(stop));
        var bad = 0;
        while (await lines.NextAsync(stop) is { } line)
            try
            {
                if (EngineEvent.Parse(line, _labels) is { } each) Take(each);
                bad = 0;
                _problem = null;
                _backoff.Reset();
            }
            catch (EngineException) when (++bad < MostBadLines)
            {
                // One line is lost, and no more.
            }
    }

    private void Take(EngineEvent each)
    {
        if (!_cursor.MoveTo(each)) return;
        _changed(each.Id);
        if (!_filter.Accepts(each.Name) || _containerEvents.Of(each) is not { } happened) return;
        var fits = _budget.TryTake(out var leftOut);
        if (leftOut > 0) LeftOut(_client.Socket, leftOut);
        if (fits) _events.Publish(happened, () => _cursor.MarkStored(each));
    }

    [LoggerMessage(LogLevel.Warning, "Events of containers are missing for now, {Socket}: {Problem}.")]
    private partial void CannotFollow(string socket, string problem);

    [LoggerMessage(LogLevel.Warning, "The position in the events of containers cannot be saved; some may be reported again after a restart, {Socket}: {Problem}.")]
    private partial void Unsaved(string socket, string problem);

    [LoggerMessage(LogLevel.Warning, "{Count} events of containers were left out, since there were more than 300 in a minute, {Socket}.")]
    private partial void LeftOut(string socket, int count);
}
