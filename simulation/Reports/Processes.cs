using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Parts;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;

namespace Dcmon.Simulation.Reports;

/// <summary>
/// The process table of a simulated machine: programs of its tenants, and what runs on every machine.
/// </summary>
internal static class Processes
{
    private static readonly (string Name, string User, double Cpu, double Megabytes)[] Usual =
    [
        ("dcmon-agent", "dcmon", 0.004, 42), ("systemd", "root", 0.001, 13), ("systemd-journald", "root", 0.006, 61),
        ("sshd", "root", 0, 9),
        ("chronyd", "_chrony", 0, 4), ("irqbalance", "root", 0.002, 6),
    ];

    private static readonly (string Name, string User, double Cpu, double Megabytes)[] OfContainers =
        [("dockerd", "root", 0.03, 190), ("containerd", "root", 0.02, 96), ("nvidia-persiste", "nvidia-persistenced", 0, 3)];

    private static readonly (string Name, string User, double Cpu, double Megabytes)[] OfStorage =
        [("ceph-osd", "ceph", 0.9, 5_900), ("ceph-osd", "ceph", 0.8, 5_400), ("ceph-mon", "ceph", 0.07, 910)];

    private static readonly (string Name, string User, double Cpu, double Megabytes)[] OfNodes =
        [("java", "spark", 6.2, 41_000), ("postgres", "postgres", 1.1, 16_400), ("nginx", "www-data", 0.3, 210)];

    /// <summary>The table of an instant, those with most of the GPUs first.</summary>
    public static ProcessTable At(SimulatedMachine machine, MachineState now)
    {
        var usual = machine.Kind.Gpus > 0 ? OfContainers : machine.Kind.Disks > 0 ? OfStorage : OfNodes;
        return new ProcessTable(
            [.. now.Tenancies.SelectMany(each => OfTenancy(machine, now, each)),
                .. usual.Concat(Usual).Select((each, i) => OfMachine(machine, now, each, i))]);
    }

    private static IEnumerable<ProcessEntry> OfTenancy(SimulatedMachine machine, MachineState now, Tenancy tenancy) =>
        tenancy.Gpus.Select(gpu => new ProcessEntry(
        10_000 + (int)(tenancy.Start / 7 % 40_000) * 10 + gpu, tenancy.Program)
        {
            User = "root",
            Container = tenancy.Container,
            StartTime = (long)(tenancy.Start * 1_000) + 20_000,
            Cpu = Math.Round(
                0.05 + now.Gpus[gpu].Level * 0.4 * machine.Kind.Cores / machine.Kind.Gpus
                    * (1 + 0.2 * Noise.At(machine.Seed + gpu, now.Time, 15)),
                3),
            MemoryBytes = (long)(machine.Kind.MemoryGibibytes * (double)(1 << 30) / machine.Kind.Gpus * tenancy.MemoryShare * 0.48),
            GpuMemoryBytes = now.Gpus[gpu].IsLost
            ? null
            : (long)GpuPart.UsedBytes(machine.Kind.Gpu!, now.Gpus[gpu], now.Time) - (300 << 20),
        });

    private static ProcessEntry OfMachine(
        SimulatedMachine machine, MachineState now, (string Name, string User, double Cpu, double Megabytes) each, int place) =>
        new(each.Name == "systemd" ? 1 : 600 + 37 * place + each.Name.Length, each.Name)
        {
            User = each.User,
            StartTime = (long)((now.Boot + 4 + place) * 1_000),
            MemoryBytes = (long)(each.Megabytes * 1_048_576),
            Cpu = Math.Round(each.Cpu * (1 + 0.5 * Noise.At(machine.Seed + 130 + place, now.Time, 20)), 3),
        };
}
