namespace Dcmon.Wire.Reports;

/// <summary>Checks facts that came from outside: JSON keeps no promise that C#'s types make.</summary>
internal static class FactsLimits
{
    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Returns the facts, or says what is wrong with them.</summary>
    /// <exception cref="WireFormatException">A name is missing, a text or a list is too long, or a number is none.</exception>
    public static MachineFacts Check(MachineFacts? facts)
    {
        if (facts is not { HostName.Length: > 0 }) throw new WireFormatException("The facts must name the host.");
        if (facts.BootTime is < 0 || facts.BootTime > LatestTime)
            throw new WireFormatException($"The facts have the boot time {facts.BootTime}; Unix milliseconds are expected.");
        var drives = Items(facts.Drives, "drives", WireLimits.MaxDrives, drive => drive is { Device.Length: > 0 });
        var gpus = Items(facts.Gpus, "GPUs", WireLimits.MaxFactItems, gpu => gpu is { Index: >= 0 } && double.IsFinite(gpu.DefaultPowerLimitWatts ?? 0));
        var frus = Items(facts.Frus, "parts", WireLimits.MaxFactItems, fru => fru is { Name.Length: > 0 });
        var collectors = Items(facts.Collectors, "collectors", WireLimits.MaxFactItems, each => each is { Name.Length: > 0, State.Length: > 0 });
        string?[] texts =
        [
            .. Texts(facts),
            .. drives.SelectMany(drive => new[] { drive.Device, drive.Model, drive.Serial, drive.Firmware, drive.Interface }),
            .. gpus.SelectMany(gpu => new[] { gpu.Uuid, gpu.Model, gpu.Serial, gpu.BusId, gpu.Vbios }),
            .. frus.SelectMany(fru => new[] { fru.Name, fru.Manufacturer, fru.Product, fru.PartNumber, fru.Serial }),
            .. collectors.SelectMany(each => new[] { each.Name, each.State, each.Reason }),
        ];
        if (Array.Exists(texts, text => text is { Length: > WireLimits.MaxFactLength }))
            throw new WireFormatException($"A text of the facts is too long; at most {WireLimits.MaxFactLength} characters are accepted.");
        return texts.Sum(text => text?.Length ?? 0) is var length and > WireLimits.MaxFactsLength
            ? throw new WireFormatException($"The facts have {length} characters; at most {WireLimits.MaxFactsLength} are accepted.")
            : facts;
    }

    private static string?[] Texts(MachineFacts facts) =>
    [
        facts.HostName, facts.MachineId, facts.OperatingSystem, facts.Kernel, facts.Architecture, facts.CpuModel, facts.BoardVendor,
        facts.BoardModel, facts.AgentVersion, facts.BootId, facts.SystemVendor, facts.SystemModel, facts.SystemSerial, facts.BiosVersion,
        facts.NvidiaDriver, facts.CudaVersion, facts.Bmc?.Vendor, facts.Bmc?.Product, facts.Bmc?.Firmware, facts.Bmc?.IpmiVersion,
        facts.VastMachineId, facts.VastPortRange, facts.ContainerEngine,
    ];

    private static IReadOnlyList<T> Items<T>(IReadOnlyList<T>? list, string name, int most, Predicate<T?> isComplete)
        where T : class
    {
        list ??= [];
        if (list.Count > most) throw new WireFormatException($"The facts list {list.Count} {name}; at most {most} are accepted.");
        return list.All(each => isComplete(each))
            ? list
            : throw new WireFormatException($"The facts list {name} one of which has no name or a number out of range.");
    }
}
