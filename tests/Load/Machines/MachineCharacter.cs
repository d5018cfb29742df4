namespace Dcmon.Load.Machines;

/// <summary>What a simulated machine is like.</summary>
/// <param name="HostName">Host name.</param>
/// <param name="Cores">Logical cores.</param>
/// <param name="MemoryBytes">Physical memory.</param>
/// <param name="Disks">Whole drives.</param>
/// <param name="Gpus">GPUs.</param>
/// <param name="Busy">Mean share of the cores that work, 0.04 to 0.5.</param>
/// <param name="Started">When its kernel started.</param>
internal sealed record MachineCharacter(
    string HostName, int Cores, long MemoryBytes, int Disks, int Gpus, double Busy, DateTimeOffset Started)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>Machines start some time in the year after this, so that their counters do not depend on when a simulation starts.</summary>
    private static readonly DateTimeOffset FirstStart = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The character of the machine with that number: always the same for the same random numbers.</summary>
    public static MachineCharacter Of(int number, string prefix, Random random)
    {
        var started = FirstStart + TimeSpan.FromDays(365) * random.NextDouble();
        var busy = 0.04 + 0.46 * random.NextDouble();
        return (number % 4) switch
        {
            0 => new($"{prefix}gpu-{number:000}", Pick(32, 48), Pick(512, 1024) * Gibibyte, 2, Pick(4, 8), busy, started),
            1 => new($"{prefix}store-{number:000}", 16, Pick(64, 128) * Gibibyte, Pick(4, 6), 0, busy, started),
            _ => new($"{prefix}node-{number:000}", Pick(16, 24), Pick(64, 256) * Gibibyte, Pick(1, 2), 0, busy, started),
        };

        int Pick(int one, int other) => random.Next(2) == 0 ? one : other;
    }
}
