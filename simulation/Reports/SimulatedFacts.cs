using System.Globalization;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Parts;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Reports;

/// <summary>The facts of a simulated machine.</summary>
internal static class SimulatedFacts
{
    /// <summary>The facts as of an instant, Unix seconds.</summary>
    public static MachineFacts At(
        SimulatedMachine machine, IReadOnlyList<GpuPart> cards, IEnumerable<string> collectors, double time)
    {
        var (kind, boot) = (machine.Kind, machine.BootAt(time));
        return new MachineFacts(
            machine.HostName, Hex(machine.Seed, 1, 32), "Ubuntu 24.04.3 LTS", "6.8.0-79-generic", "x86_64", kind.Cpu,
            kind.Cores, kind.MemoryGibibytes * (1L << 30),
            kind.Vendor, kind.Board, [.. DriveModel.Of(machine).Select(each => each.Facts)], "0.1.0 (simulated)")
        {
            BootId = Hex(machine.Seed, (long)boot, 32),
            BootTime = (long)(boot * 1_000),
            SystemVendor = kind.Vendor,
            SystemModel = kind.Model,
            SystemSerial = "A" + Hex(machine.Seed, 2, 13).ToUpperInvariant(),
            BiosVersion = "3.1",
            NvidiaDriver = kind.Gpu is null ? null : "580.82.07",
            CudaVersion = kind.Gpu is null ? null : "13.0",
            Gpus = kind.Gpu is null ? null : [.. cards.Select(card => card.Facts)],
            Bmc = new BmcFacts(
                kind.Vendor == "GIGABYTE" ? "Giga-Byte" : "Super Micro Computer Inc.", kind.Board, "01.04.08", "2.0"),
            Frus =
            [
                new FruFacts(
                    "Builtin FRU Device (ID 0)", kind.Vendor, kind.Model, kind.Model,
                    "S" + Hex(machine.Seed, 3, 12).ToUpperInvariant()),
                .. Enumerable.Range(1, kind.Supplies).Select(
                    psu => new FruFacts($"PSU{psu}", "SUPERMICRO", "PWS-3K06G-2R", "PWS-3K06G-2R", "P" + Hex(machine.Seed, 10 + psu, 12).ToUpperInvariant())),
            ],
            VastMachineId = kind.IsForRent ? (31_000 + machine.Number).ToString(CultureInfo.InvariantCulture) : null,
            VastPortRange = kind.IsForRent ? "40000-40799" : null,
            ContainerEngine = kind.Gpus > 0 ? "Docker 28.3.3" : null,
            Collectors = [.. collectors.Order(StringComparer.Ordinal).Select(name => new CollectorFacts(name, CollectorStates.Up))],
        };
    }

    private static string Hex(int seed, long step, int digits) =>
        string.Concat(
            Enumerable.Range(0, digits).Select(i => ((int)(16 * Noise.Of(seed + 140, step * 64 + i))).ToString("x", CultureInfo.InvariantCulture)));
}
