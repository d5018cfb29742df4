namespace Dcmon.Wire.Reports;

/// <summary>Checks facts that came from outside: JSON keeps no promise that C#'s types make.</summary>
public static class FactsLimits
{
    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Returns the facts, or says what is wrong with them.</summary>
    /// <exception cref="WireFormatException">A name is missing, a text or a list is too long, or a number is none.</exception>
    public static MachineFacts Check(MachineFacts? facts)
    {
        if (facts is not { HostName.Length: > 0 }) throw new WireFormatException("The facts must name the host.");
        if (facts.BootTime is < 0 || facts.BootTime > LatestTime)
            throw new WireFormatException($"The facts have the boot time {facts.BootTime}; Unix milliseconds are expected.");
        Check(facts.Drives, "drives", WireLimits.MaxDrives, drive => drive is { Device.Length: > 0 });
        Check(facts.Gpus, "GPUs", WireLimits.MaxFactItems, gpu => gpu is { Index: >= 0 } && double.IsFinite(gpu.DefaultPowerLimitWatts ?? 0));
        Check(facts.Frus, "parts", WireLimits.MaxFactItems, fru => fru is { Name.Length: > 0 });
        Check(facts.Collectors, "collectors", WireLimits.MaxFactItems, each => each is { Name.Length: > 0, State.Length: > 0 });
        if (Texts(facts).Any(text => text is { Length: > WireLimits.MaxFactLength }))
            throw new WireFormatException($"A text of the facts is too long; at most {WireLimits.MaxFactLength} characters are accepted.");
        return Length(facts) is var length and > WireLimits.MaxFactsLength
            ? throw new WireFormatException($"The facts have {length} characters; at most {WireLimits.MaxFactsLength} are accepted.")
            : facts;
    }

    /// <summary>Characters of all texts, of which <see cref="WireLimits.MaxFactsLength"/> are accepted.</summary>
    public static int Length(MachineFacts facts) => Texts(facts).Sum(text => text?.Length ?? 0);

    private static IEnumerable<string?> Texts(MachineFacts facts) =>
    [
        facts.HostName, facts.MachineId, facts.OperatingSystem, facts.Kernel, facts.Architecture, facts.CpuModel, facts.BoardVendor,
        facts.BoardModel, facts.AgentVersion, facts.BootId, facts.SystemVendor, facts.SystemModel, facts.SystemSerial, facts.BiosVersion,
        facts.NvidiaDriver, facts.CudaVersion, facts.Bmc?.Vendor, facts.Bmc?.Product, facts.Bmc?.Firmware, facts.Bmc?.IpmiVersion,
        facts.VastMachineId, facts.VastPortRange, facts.ContainerEngine,
        .. (facts.Drives ?? []).SelectMany(each => new[] { each.Device, each.Model, each.Serial, each.Firmware, each.Interface }),
        .. (facts.Gpus ?? []).SelectMany(each => new[] { each.Uuid, each.Model, each.Serial, each.BusId, each.Vbios }),
        .. (facts.Frus ?? []).SelectMany(each => new[] { each.Name, each.Manufacturer, each.Product, each.PartNumber, each.Serial }),
        .. (facts.Collectors ?? []).SelectMany(each => new[] { each.Name, each.State, each.Reason }),
    ];

    private static void Check<T>(IReadOnlyList<T>? list, string name, int most, Predicate<T?> isComplete)
        where T : class
    {
        if (list is null) return;
        if (list.Count > most) throw new WireFormatException($"The facts list {list.Count} {name}; at most {most} are accepted.");
        if (!list.All(each => isComplete(each)))
            throw new WireFormatException($"The facts list {name} one of which has no name or a number out of range.");
    }
}
