using Dcmon.Settings;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Settings;

/// <summary>The section <c>log</c>.</summary>
public sealed record LogSettings : SettingsSection
{
    /// <summary>The least level that is written; <c>information</c>.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>How lines look; <c>text</c>.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;
}

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
