namespace Dcmon.Agent.Tools;

/// <summary>One run of a program of this machine. No shell sees any of it.</summary>
/// <param name="Tool">Name of the program, found by <see cref="ToolRunner.Find"/>.</param>
/// <param name="Arguments">Its arguments, each as it is.</param>
/// <param name="Timeout">How long it may run; then it is killed, its children too.</param>
internal sealed record ToolCall(string Tool, IReadOnlyList<string> Arguments, TimeSpan Timeout)
{
    /// <summary>The most that it may write to stdout, bytes; the setting <c>tools.max_output</c>.</summary>
    public long? MaxOutput { get; init; }

    /// <summary>What it reads from stdin; nothing.</summary>
    public string? Input { get; init; }

    /// <summary>
    /// What it talks to: calls of one lane run one after the other. The tool itself, or <c>ipmitool@HOST</c>.
    /// </summary>
    public string Lane { get; init; } = Tool;

    /// <summary>
    /// Environment variables beside the fixed ones (<c>PATH</c>, <c>LC_ALL=C</c>, <c>LANG=C</c>, <c>TZ=UTC</c>,
    /// <c>HOME</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
