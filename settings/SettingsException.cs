namespace Dcmon.Settings;

/// <summary>The settings cannot be used. <see cref="Exception.Message"/> lists every problem, one a line.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Each problem, with its file and line, variable or flag, and key.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
