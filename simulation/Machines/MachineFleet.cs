namespace Dcmon.Simulation.Machines;

/// <summary>A fleet of machines whose figures follow from their numbers and the time alone.</summary>
public sealed class MachineFleet
{
    private readonly (MachineKind Kind, Fault Fault)[] _kinds;

    private MachineFleet(params (MachineKind Kind, Fault Fault)[] kinds) => _kinds = kinds;

    /// <summary>
    /// Machines as an operator has them: several hundred series each, half of them with a fault that comes and goes.
    /// </summary>
    public static MachineFleet Demo { get; } = new(
        (MachineKind.Hgx, Fault.MemoryErrors), (MachineKind.Rtx4090Host, Fault.HotGpu),
        (MachineKind.Storage, Fault.BadSectors), (MachineKind.Rtx3090Host, Fault.LostGpu),
        (MachineKind.Dgx, Fault.None), (MachineKind.Ada, Fault.DeadSupply), (MachineKind.Node, Fault.FullDisk),
        (MachineKind.Rtx4090Host with { Gpus = 4, Allocations = 1 }, Fault.MemoryLeak),
        (MachineKind.Hgx, Fault.None), (MachineKind.Rtx3090Host with { Allocations = 1 }, Fault.DyingFan),
        (MachineKind.Node, Fault.BadLink), (MachineKind.Storage, Fault.None),
        (MachineKind.Rtx4090Host with { Allocations = 1 }, Fault.None), (MachineKind.Node, Fault.Restarts),
        (MachineKind.Dgx with { Gpus = 4, Allocations = 1 }, Fault.None),
        (MachineKind.Rtx3090Host with { Gpus = 6, Allocations = 3 }, Fault.None));

    /// <summary>
    /// Small machines without faults, about 190 series each, so that one process can simulate thousands.
    /// </summary>
    public static MachineFleet Load { get; } = new(
        (MachineKind.SmallGpu, Fault.None), (MachineKind.SmallStorage, Fault.None),
        (MachineKind.SmallNode, Fault.None), (MachineKind.SmallNode, Fault.None));

    /// <summary>Kinds of machines in it; machine <c>n</c> is of kind <c>n % KindCount</c>.</summary>
    public int KindCount => _kinds.Length;

    /// <summary>Makes a machine; the same number gives the same machine in each process.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="prefix">In front of its host name.</param>
    public SimulatedMachine Machine(int number, string prefix = "")
    {
        var (kind, fault) = _kinds[number % _kinds.Length];
        return new SimulatedMachine(number, kind, fault, prefix);
    }
}
