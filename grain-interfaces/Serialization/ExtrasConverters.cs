using Dcmon.Wire.Extras;
using Dcmon.Wire.Packing;

namespace Dcmon.GrainInterfaces.Serialization;

/// <summary>Carries a <see cref="MachineEvent"/> as extras that have nothing else.</summary>
[RegisterConverter]
public sealed class MachineEventConverter : IConverter<MachineEvent, WireForm>
{
    /// <inheritdoc/>
    public MachineEvent ConvertFromSurrogate(in WireForm surrogate) => ExtrasFormat.Read(surrogate.Bytes).Events[0];

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in MachineEvent value) => Encode(new ReportExtras([value], null));

    internal static WireForm Encode(ReportExtras extras)
    {
        var writer = new WireWriter();
        ExtrasFormat.Write(extras, writer);
        return new WireForm { Bytes = writer.Written.ToArray() };
    }
}

/// <summary>Carries a <see cref="ProcessTable"/>, likewise.</summary>
[RegisterConverter]
public sealed class ProcessTableConverter : IConverter<ProcessTable, WireForm>
{
    /// <inheritdoc/>
    public ProcessTable ConvertFromSurrogate(in WireForm surrogate) => ExtrasFormat.Read(surrogate.Bytes).Processes!;

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in ProcessTable value) => MachineEventConverter.Encode(new ReportExtras([], value));
}
