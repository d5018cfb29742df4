using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Events;

/// <summary>
/// Publishes events to the next report and to the agent's log, so that they can be found on the machine itself as well.
/// Safe for concurrent use.
/// </summary>
internal sealed partial class EventPublisher(EventQueue queue, ILogger<EventPublisher> logger)
{
    /// <summary>Publishes an event; never waits.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="onStored">See <see cref="EventQueue.Post"/>.</param>
    public void Publish(MachineEvent happened, Action? onStored = null)
    {
        var (subject, details) = (TextOf(happened.Subject), TextOf(happened.Details));
        if (subject.Length > 0) subject = $" ({subject})";
        LogEvent(LevelOf(happened.Severity), happened.Kind, subject, PlainText.Line(happened.Message), details);
        queue.Post(happened, onStored);
    }

    /// <summary>The level at which an event is logged.</summary>
    internal static LogLevel LevelOf(EventSeverity severity) => severity switch
    {
        EventSeverity.Info => LogLevel.Information,
        EventSeverity.Warning => LogLevel.Warning,
        EventSeverity.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    private static string TextOf(IReadOnlyList<Label> labels) =>
        PlainText.Line(string.Join(' ', labels.Select(each => $"{each.Name}={each.Value}")));

    [LoggerMessage("{Kind}{Subject}: {Message}. {Details}")]
    private partial void LogEvent(LogLevel level, string kind, string subject, string message, string details);
}
