using System.Globalization;

namespace Dcmon.EndToEnd.Soak;

/// <summary>The server after a minute more.</summary>
/// <param name="Minute">Minutes since the agents started.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="Cpu">CPU time of this minute.</param>
/// <param name="Acknowledged">Reports acknowledged so far.</param>
internal sealed record SoakMinute(int Minute, long ResidentBytes, TimeSpan Cpu, long Acknowledged)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"minute {Minute,2}: {ResidentBytes / 1048576.0,6:0.0} MiB resident, {Cpu.TotalSeconds,5:0.0} s CPU, {Acknowledged} reports acknowledged");
}
