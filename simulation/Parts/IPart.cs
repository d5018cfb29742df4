using Dcmon.Agent.Collecting;
using Dcmon.Simulation.Machines;
using Dcmon.Wire.Extras;

namespace Dcmon.Simulation.Parts;

/// <summary>A part of a simulated machine: the figures and events that the agent's collector reports of it.</summary>
internal interface IPart
{
    /// <summary>Name of the agent's collector.</summary>
    string Collector { get; }

    /// <summary>Adds the figures of an instant.</summary>
    void Add(MachineState now, SampleSet samples);

    /// <summary>Events in (<paramref name="from"/>, <paramref name="to"/>], Unix seconds.</summary>
    IEnumerable<MachineEvent> Events(double from, double to) => [];
}
