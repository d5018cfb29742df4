using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Readings;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>The section <c>collect.containers</c>: containers of Docker and Podman. Every 10s, at most 8s.</summary>
public sealed record ContainersSettings : PacedSection
{
    /// <summary>Sets the defaults.</summary>
    public ContainersSettings() => (Interval, Timeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8));

    /// <summary>
    /// Unix sockets of container engines, absolute paths. Empty: those of Docker and Podman that exist
    /// (<c>/run/docker.sock</c>, <c>/run/podman/podman.sock</c>).
    /// </summary>
    public IReadOnlyList<string> Sockets { get; init; } = [];

    /// <summary>
    /// Container labels to add to their series, at most 16: <c>com.docker.compose.project</c> becomes the label
    /// <c>label_com_docker_compose_project</c>.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Patterns of names of containers to leave out, such as <c>ci-*</c>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Most containers with their own series, 1 to 1000; running ones come first.</summary>
    public int Most { get; init; } = 200;

    /// <summary>Whether exits, out of memory and failing health checks are reported as events.</summary>
    public bool Events { get; init; } = true;

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        foreach (var problem in base.Check()) yield return problem;
        if (Sockets.FirstOrDefault(each => !Path.IsPathFullyQualified(each)) is { } socket)
            yield return ("sockets", $"must be absolute paths; '{socket}' is none.");
        if (Labels.Count > 16) yield return ("labels", "may name at most 16 labels.");
        if (Labels.Any(each => each.Length is 0 or > 128)) yield return ("labels", "must be names of 1 to 128 characters.");
        if (Labels.GroupBy(ChosenLabels.NameOf).FirstOrDefault(each => each.Count() > 1) is { } same)
            yield return ("labels", $"would be the same label '{same.Key}': {string.Join(", ", same)}.");
        if (Most is < 1 or > 1000) yield return ("most", "must be from 1 to 1000.");
    }
}
