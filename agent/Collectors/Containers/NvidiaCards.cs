using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>
/// NVIDIA's GPUs as the driver lists them in <c>/proc/driver/nvidia/gpus</c>, sorted by their bus address, which is
/// NVML's order.
/// </summary>
internal sealed class NvidiaCards
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.OrdinalIgnoreCase);

    private NvidiaCards(int count) => Count = count;

    /// <summary>How many there are; 0 also where the driver does not list them.</summary>
    public int Count { get; }

    /// <summary>Reads the list.</summary>
    public static NvidiaCards Read(Roots roots)
    {
        var directory = roots.InProc("driver/nvidia/gpus");
        if (!Directory.Exists(directory)) return new NvidiaCards(0);
        var cards = Directory.GetDirectories(directory);
        Array.Sort(cards, StringComparer.OrdinalIgnoreCase);
        var found = new NvidiaCards(cards.Length);
        for (var index = 0; index < cards.Length; index++)
            found.Add(index, Path.Combine(cards[index], "information"));
        return found;
    }

    /// <summary>
    /// What a request means on this machine: indexes where they are known, else the id that was asked for; null where
    /// all were asked for, and how many there are is not known.
    /// </summary>
    public IReadOnlyList<string>? Resolve(GpuRequest request)
    {
        if (!request.All) return [.. request.Devices.Select(Resolve).Distinct()];
        return Count > 0 ? [.. Enumerable.Range(0, Count).Select(index => $"{index}")] : null;
    }

    /// <summary>The toolkit also takes the beginning of a UUID.</summary>
    private string Resolve(string device) =>
        _indexes.TryGetValue(device, out var index) ? $"{index}"
        : device.StartsWith("GPU-", StringComparison.OrdinalIgnoreCase)
            && _indexes.Where(each => each.Key.StartsWith(device, StringComparison.OrdinalIgnoreCase)).Select(each => $"{each.Value}").ToArray() is [var only] ? only
        : device;

    private void Add(int index, string file)
    {
        try
        {
            foreach (var line in File.ReadLines(file))
                if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [var key, var value])
                    if (key == "GPU UUID") _indexes[value] = index;
                    else if (key == "Device Minor") _indexes[$"/dev/nvidia{value}"] = index;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The card is going, or the driver keeps it from this user: it is known by its index alone.
        }
    }
}
