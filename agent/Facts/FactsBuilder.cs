using Dcmon.Wire;
using Dcmon.Wire.Reports;
using static Dcmon.Agent.Facts.FactsReader;

namespace Dcmon.Agent.Facts;

/// <summary>
/// Puts together what a machine is: what its files say, and what the sources add. Whatever they add, the result is
/// within the limits of the protocol: long texts and lists are cut, items without a name are left out.
/// </summary>
/// <param name="machine">What the machine's files say.</param>
internal sealed class FactsBuilder(MachineFacts machine)
{
    private readonly List<GpuFacts> _gpus = [];
    private readonly List<FruFacts> _frus = [];
    private readonly List<CollectorFacts> _collectors = [];
    private readonly SortedDictionary<string, DriveFacts> _drives =
        new((machine.Drives ?? []).ToDictionary(drive => drive.Device), StringComparer.Ordinal);

    /// <inheritdoc cref="MachineFacts.NvidiaDriver"/>
    public string? NvidiaDriver { get; set; }

    /// <inheritdoc cref="MachineFacts.CudaVersion"/>
    public string? CudaVersion { get; set; }

    /// <inheritdoc cref="MachineFacts.Bmc"/>
    public BmcFacts? Bmc { get; set; }

    /// <inheritdoc cref="MachineFacts.VastMachineId"/>
    public string? VastMachineId { get; set; }

    /// <inheritdoc cref="MachineFacts.VastPortRange"/>
    public string? VastPortRange { get; set; }

    /// <inheritdoc cref="MachineFacts.ContainerEngine"/>
    public string? ContainerEngine { get; set; }

    /// <summary>Adds a GPU.</summary>
    public void Add(GpuFacts gpu)
    {
        if (gpu.Index >= 0) _gpus.Add(gpu);
    }

    /// <summary>Adds a part of the machine.</summary>
    public void Add(FruFacts part)
    {
        if (Short(part.Name) is not null) _frus.Add(part);
    }

    /// <summary>Adds how a collector does.</summary>
    public void Add(CollectorFacts collector)
    {
        if (Short(collector.Name) is not null) _collectors.Add(collector);
    }

    /// <summary>Adds a drive, or to the drive of that name what is known of it besides.</summary>
    public void Add(DriveFacts drive)
    {
        if (Short(drive.Device) is not { } device) return;
        var known = _drives.GetValueOrDefault(device, new DriveFacts(device, null, null, null));
        _drives[device] = new DriveFacts(
            device, drive.Model ?? known.Model, drive.SizeBytes ?? known.SizeBytes, drive.Rotational ?? known.Rotational,
            drive.Serial ?? known.Serial, drive.Firmware ?? known.Firmware, drive.Interface ?? known.Interface);
    }

    /// <summary>All that was added, in a stable order.</summary>
    public MachineFacts Build()
    {
        // What is too long altogether loses the ends of its longest texts.
        for (var longest = WireLimits.MaxFactLength; longest > 0; longest /= 2)
            if (Build(longest) is var facts && FactsLimits.Length(facts) <= WireLimits.MaxFactsLength)
                return facts;
        return Build(1) with { Drives = [] };
    }

    /// <param name="longest">Characters of each text of a list.</param>
    private MachineFacts Build(int longest) => machine with
    {
        Drives = [.. _drives.Values.Take(WireLimits.MaxDrives).Select(each => Cut(each, longest))],
        NvidiaDriver = Short(NvidiaDriver),
        CudaVersion = Short(CudaVersion),
        Gpus = Items(_gpus.OrderBy(gpu => gpu.Index).Select(each => Cut(each, longest))),
        Bmc = Bmc is { } bmc ? new BmcFacts(Short(bmc.Vendor), Short(bmc.Product), Short(bmc.Firmware), Short(bmc.IpmiVersion)) : null,
        Frus = Items(_frus.Select(each => Cut(each, longest))),
        VastMachineId = Short(VastMachineId),
        VastPortRange = Short(VastPortRange),
        ContainerEngine = Short(ContainerEngine),
        Collectors = Items(_collectors.OrderBy(each => each.Name, StringComparer.Ordinal).Select(each => Cut(each, longest))),
    };

    private static T[]? Items<T>(IEnumerable<T> all) => all.Take(WireLimits.MaxFactItems).ToArray() is { Length: > 0 } items ? items : null;

    private static DriveFacts Cut(DriveFacts drive, int longest) => drive with
    {
        Model = Short(drive.Model, longest),
        Serial = Short(drive.Serial, longest),
        Firmware = Short(drive.Firmware, longest),
        Interface = Short(drive.Interface, longest),
    };

    private static GpuFacts Cut(GpuFacts gpu, int longest) => gpu with
    {
        Uuid = Short(gpu.Uuid, longest),
        Model = Short(gpu.Model, longest),
        Serial = Short(gpu.Serial, longest),
        BusId = Short(gpu.BusId, longest),
        Vbios = Short(gpu.Vbios, longest),
        DefaultPowerLimitWatts = gpu.DefaultPowerLimitWatts is { } watts && double.IsFinite(watts) ? watts : null,
    };

    private static FruFacts Cut(FruFacts part, int longest) =>
        new(Short(part.Name, longest)!, Short(part.Manufacturer, longest), Short(part.Product, longest), Short(part.PartNumber, longest),
            Short(part.Serial, longest));

    private static CollectorFacts Cut(CollectorFacts collector, int longest) =>
        new(Short(collector.Name, longest)!, collector.State, Short(collector.Reason, longest));
}
