using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Kernel;

/// <summary>The section <c>collect.kernel_log</c>: errors that drivers report there.</summary>
public sealed record KernelLogSettings : CollectorSection
{
    /// <summary>Device from which the kernel log is read. An absolute path.</summary>
    public string Device { get; init; } = "/dev/kmsg";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (!Path.IsPathFullyQualified(Device)) yield return ("device", "must be an absolute path.");
    }
}
