using Dcmon.Wire.Metrics;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>Writes events of GPUs to the agent's log.</summary>
internal sealed partial class GpuEventLog(ILogger<GpuEventLog> logger) : IGpuEvents
{
    /// <inheritdoc/>
    public void Post(GpuEvent happened) =>
        Happened(LevelOf(happened.Severity), TextOf(happened.Subject), happened.Message, TextOf(happened.Details));

    private static string TextOf(IReadOnlyList<Label> labels) =>
        PlainText.Line(string.Join(' ', labels.Select(each => $"{each.Name}={each.Value}")));

    private static LogLevel LevelOf(GpuEventSeverity severity) => severity switch
    {
        GpuEventSeverity.Info => LogLevel.Information,
        GpuEventSeverity.Warning => LogLevel.Warning,
        GpuEventSeverity.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    [LoggerMessage("GPU ({Card}): {Message}. {Details}")]
    private partial void Happened(LogLevel level, string card, string message, string details);
}
