using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Extras;

namespace Dcmon.Simulation.Parts;

/// <summary>A part of a simulated machine, with what the agent's collector of such parts tells of it.</summary>
internal interface IPart
{
    /// <summary>The collector's name.</summary>
    string Collector { get; }

    /// <summary>Adds the figures of an instant.</summary>
    void Add(MachineState now, SampleSet samples);

    /// <summary>What happened after one instant and not after the other, Unix seconds.</summary>
    IEnumerable<MachineEvent> Events(double from, double to) => [];
}
