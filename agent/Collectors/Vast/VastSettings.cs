using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>The section <c>collect.vast</c>: the machine as a host of vast.ai.</summary>
public sealed record VastSettings : CollectorSection
{
    /// <summary>Directory of vast.ai's host software; an absolute path.</summary>
    public string Root { get; init; } = "/var/lib/vastai_kaalia";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (!Path.IsPathFullyQualified(Root)) yield return ("root", "must be an absolute path.");
    }
}
