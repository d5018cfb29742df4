using System.Globalization;
using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Containers.Readings;

/// <summary>
/// The GPUs that a container was made with, from what NVIDIA's container toolkit reads: the engine's device requests
/// (<c>--gpus</c>, also by the names of CDI), device files (<c>--device</c>), or, where its runtime is NVIDIA's, the
/// variable <c>NVIDIA_VISIBLE_DEVICES</c>. Images set that variable themselves: without the runtime it means nothing.
/// </summary>
/// <param name="All">True for all GPUs of the machine.</param>
/// <param name="Devices">Indexes, UUIDs, ids of parts of cards, or device files; empty where there are none, or all.</param>
internal sealed record GpuRequest(bool All, IReadOnlyList<string> Devices)
{
    /// <summary>No GPUs.</summary>
    public static readonly GpuRequest None = new(false, []);

    private const int Most = 64;
    private const string Variable = "NVIDIA_VISIBLE_DEVICES=";
    private const string CdiPrefix = "nvidia.com/gpu=";
    private const string DevicePrefix = "/dev/nvidia";

    /// <summary>Reads it from a container's details.</summary>
    public static GpuRequest Read(JsonElement container)
    {
        var host = container.At("HostConfig");
        var names = Requested(host).Concat(DeviceFiles(host)).Take(Most).ToArray();
        if (names.Length == 0 && host.At("Runtime").Text()?.StartsWith("nvidia", StringComparison.Ordinal) == true)
            names = [.. InEnvironment(container).Take(Most)];
        return names.Contains("all") ? new GpuRequest(true, []) : names.Length > 0 ? new GpuRequest(false, names) : None;
    }

    private static IEnumerable<string> Requested(JsonElement host) => host.At("DeviceRequests").Items().SelectMany(each =>
        each.At("Driver").Text() == "cdi" ? Ids(each).Where(id => id.StartsWith(CdiPrefix, StringComparison.Ordinal)).Select(id => id[CdiPrefix.Length..])
        : !IsGpu(each) ? []
        : each.At("Count").Integer() is { } count and not 0 ? Counted(count) : Ids(each));

    private static bool IsGpu(JsonElement request) =>
        request.At("Driver").Text() == "nvidia"
        || request.At("Capabilities").Items().SelectMany(each => each.Items()).Any(each => each.Text() == "gpu");

    /// <summary>The toolkit gives the first cards where only their number is asked for.</summary>
    private static IEnumerable<string> Counted(int count) =>
        count < 0 ? ["all"] : Enumerable.Range(0, Math.Min(count, Most)).Select(index => index.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<string> Ids(JsonElement request) => request.At("DeviceIDs").Items().Select(each => each.Text()).OfType<string>();

    private static IEnumerable<string> DeviceFiles(JsonElement host) => host.At("Devices").Items()
        .Select(each => each.At("PathOnHost").Text())
        .OfType<string>()
        .Where(path => path.Length > DevicePrefix.Length && path.StartsWith(DevicePrefix, StringComparison.Ordinal)
            && path[DevicePrefix.Length..].All(char.IsAsciiDigit));

    private static IEnumerable<string> InEnvironment(JsonElement container)
    {
        var value = container.At("Config", "Env").Items().Select(each => each.Text())
            .LastOrDefault(each => each?.StartsWith(Variable, StringComparison.Ordinal) == true)?[Variable.Length..];
        return value is null or "" or "none" or "void" ? [] : value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
