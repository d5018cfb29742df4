using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>The section <c>collect.processes</c>.</summary>
public sealed record ProcessSettings : CollectorSection
{
    /// <summary>How many processes each report lists by CPU, by memory and by GPU memory, 0 to 20.</summary>
    public int Top { get; init; } = 5;

    /// <summary>
    /// Whether command lines are reported, which may hold passwords; false: the program's name alone.
    /// </summary>
    public bool CommandLine { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Top is < 0 or > 20) yield return ("top", "must be from 0 to 20.");
    }
}
