using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Keeps log lines, so that a test can check what is logged, and how often.</summary>
internal sealed class LogRecorder : ILoggerFactory
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger<T> Of<T>() => new Logger<T>(this);

    public ILogger CreateLogger(string categoryName) => new Recorder(_lines);

    public int Count(string part) => _lines.Count(line => line.Contains(part, StringComparison.Ordinal));

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    }
}
