using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Serialization;

/// <summary>
/// A wire record between silos: in the form that it has between agent and server. So the wire project needs nothing of
/// Orleans, and there is one format to keep compatible.
/// </summary>
[GenerateSerializer, Immutable, Alias("dcmon.wire")]
public struct WireForm
{
    /// <summary>The encoded record.</summary>
    [Id(0)]
    public byte[] Bytes;

    internal static WireForm Json<T>(T value, JsonTypeInfo<T> type) =>
        new() { Bytes = JsonSerializer.SerializeToUtf8Bytes(value, type) };

    internal readonly T FromJson<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Bytes, type)!;
}

/// <summary>Carries a <see cref="ReportMessage"/>.</summary>
[RegisterConverter]
public sealed class ReportMessageConverter : IConverter<ReportMessage, WireForm>
{
    /// <inheritdoc/>
    public ReportMessage ConvertFromSurrogate(in WireForm surrogate) => ReportMessageFormat.Read(surrogate.Bytes);

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in ReportMessage value)
    {
        var writer = new WireWriter();
        ReportMessageFormat.Write(value, writer);
        return new WireForm { Bytes = writer.Written.ToArray() };
    }
}

/// <summary>Carries a <see cref="Schema"/>.</summary>
[RegisterConverter]
public sealed class SchemaConverter : IConverter<Schema, WireForm>
{
    /// <inheritdoc/>
    public Schema ConvertFromSurrogate(in WireForm surrogate) => Schema.Read(surrogate.Bytes);

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in Schema value) => new() { Bytes = value.Encoded.ToArray() };
}

/// <summary>Carries a <see cref="ReportAnswer"/>.</summary>
[RegisterConverter]
public sealed class ReportAnswerConverter : IConverter<ReportAnswer, WireForm>
{
    /// <inheritdoc/>
    public ReportAnswer ConvertFromSurrogate(in WireForm surrogate) => surrogate.FromJson(WireJson.Default.ReportAnswer);

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in ReportAnswer value) => WireForm.Json(value, WireJson.Default.ReportAnswer);
}

/// <summary>Carries <see cref="MachineFacts"/>.</summary>
[RegisterConverter]
public sealed class MachineFactsConverter : IConverter<MachineFacts, WireForm>
{
    /// <inheritdoc/>
    public MachineFacts ConvertFromSurrogate(in WireForm surrogate) => surrogate.FromJson(WireJson.Default.MachineFacts);

    /// <inheritdoc/>
    public WireForm ConvertToSurrogate(in MachineFacts value) => WireForm.Json(value, WireJson.Default.MachineFacts);
}
