using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Dcmon.Silo.Hosting;

/// <summary>The log of server and silo: one line per event on stderr; stdout is for the output of commands.</summary>
public static class ServerLog
{
    /// <summary>Logs to stderr.</summary>
    public static ILoggingBuilder AddServerLog(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsoleFormatter<ServerLogFormatter, ConsoleFormatterOptions>();
        logging.AddConsole(console =>
        {
            console.FormatterName = ServerLogFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // If it may log at all, it creates an Activity and a scope for each request, which nobody reads.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It warns at each first start that the keys of cookies lie on disk unencrypted; only the owner may enter the
        // directory.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // A failed start is reported once, by the command line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Orleans retries through it, and logs failures itself.
        logging.AddFilter("Polly", LogLevel.Warning);
        return logging;
    }
}
