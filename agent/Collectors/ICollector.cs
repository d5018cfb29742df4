namespace Dcmon.Agent.Collectors;

/// <summary>
/// One source of figures. An instance is used by one run at a time and may keep buffers between runs. A collector need
/// not guard itself against hanging: <see cref="CollectorRunner"/> does.
/// </summary>
internal interface ICollector
{
    /// <summary>Short name, the label <c>collector</c> of its own metrics.</summary>
    string Name { get; }

    /// <summary>Why this machine cannot have these figures, or null where it can. Asked once, at start.</summary>
    string? WhyAbsent() => null;

    /// <summary>Reads the source and adds what it says. Any exception marks the run as failed.</summary>
    void Collect(SampleSet samples);
}
