using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Hosting;

/// <summary>The servers' log: a line an event, on stderr, so that stdout stays for what a person asked to see.</summary>
public static class ServerLog
{
    /// <summary>Logs to stderr.</summary>
    public static ILoggingBuilder AddServerLog(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Where it may log anything at all, it makes an Activity and a scope for each request, which nobody reads.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It warns at each first start that the keys of cookies lie on disk unencrypted; the directory is the owner's alone.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // Why a start failed is told once, by the command line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Orleans retries through it, and says itself what failed.
        logging.AddFilter("Polly", LogLevel.Warning);
        return logging;
    }
}
