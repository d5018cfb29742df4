using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>
/// The daemon of vast.ai, <c>vastai.service</c>: its processes have a control group as long as there are some.
/// </summary>
/// <param name="roots">Where the kernel's files are.</param>
internal sealed class VastDaemon(Roots roots)
{
    /// <summary>cgroup v2; v1, where systemd has a hierarchy of its own; both beside each other.</summary>
    private readonly string[] _services =
        [.. new[] { "", "systemd/", "unified/" }.Select(each => roots.InSys($"fs/cgroup/{each}system.slice"))];

    /// <summary>Whether it runs; null where the machine has no services of systemd.</summary>
    public bool? IsRunning => !Array.Exists(_services, Directory.Exists) ? null
        : Array.Exists(_services, each => Directory.Exists(Path.Combine(each, "vastai.service")));
}
