using Dcmon.Settings;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Settings;

/// <summary>The section <c>log</c>.</summary>
public sealed record LogSettings : SettingsSection
{
    /// <summary>The lowest level that is logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>The format of log lines.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;
}

/// <summary>The format of log lines.</summary>
public enum LogFormat
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
