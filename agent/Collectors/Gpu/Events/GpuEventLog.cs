using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>Writes events of GPUs to the agent's log.</summary>
internal sealed partial class GpuEventLog(ILogger<GpuEventLog> logger) : IGpuEvents
{
    /// <inheritdoc/>
    public void Post(GpuEvent happened) =>
        Happened(LevelOf(happened.Severity), string.Join(' ', happened.Subject.Select(each => $"{each.Name}={each.Value}")), happened.Message);

    private static LogLevel LevelOf(GpuEventSeverity severity) => severity switch
    {
        GpuEventSeverity.Info => LogLevel.Information,
        GpuEventSeverity.Warning => LogLevel.Warning,
        GpuEventSeverity.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    [LoggerMessage("GPU ({Card}): {Message}.")]
    private partial void Happened(LogLevel level, string card, string message);
}
