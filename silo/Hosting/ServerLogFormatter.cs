using System.Globalization;
using Dcmon.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// Writes one line per event. Messages hold names that anybody may have sent; characters that would end the line or act
/// on a terminal are escaped here, for all of them.
/// </summary>
internal sealed class ServerLogFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>Name of the formatter among those of the console.</summary>
    public const string FormatterName = "dcmon";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = TimeProvider.System.GetUtcNow();
        textWriter.Write(time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        textWriter.Write($" {NameOf(entry.LogLevel)}: {entry.Category}[{entry.EventId.Id}] ");
        textWriter.Write(LineText.Escape(entry.Formatter(entry.State, entry.Exception)));
        if (entry.Exception is { } exception)
        {
            textWriter.Write(' ');
            textWriter.Write(LineText.Escape(exception.ToString().ReplaceLineEndings(" ")));
        }

        textWriter.WriteLine();
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
