using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Spool;

// Log messages of the spool.
internal sealed partial class ReportSpool
{
    [LoggerMessage(LogLevel.Warning, "{Path}: cut {Bytes} bytes of an unfinished record from its end; reports before it are whole.")]
    private partial void Cut(string path, long bytes);

    [LoggerMessage(LogLevel.Information, "{Count} reports of earlier runs wait to be sent.")]
    private partial void Waiting(long count);

    [LoggerMessage(LogLevel.Error, "Reports cannot be written to disk and wait in memory; they are lost if the agent stops: {Problem}")]
    private partial void Failed(string problem);

    [LoggerMessage(LogLevel.Information, "Reports are written to disk again.")]
    private partial void Resumed();

    [LoggerMessage(LogLevel.Warning, "The spool is full or its reports too old: the oldest {Count} reports were dropped.")]
    private partial void DroppedOldest(int count);

    [LoggerMessage(LogLevel.Error, "{Path} cannot be read, its {Count} reports are lost: {Problem}")]
    private partial void Unreadable(string path, int count, string problem);

    [LoggerMessage(LogLevel.Debug, "No new spool segment yet: {Problem}")]
    private partial void Postponed(string problem);

    [LoggerMessage(LogLevel.Warning, "The spool could not be flushed to disk: {Problem}")]
    private partial void NotSynced(string problem);
}
