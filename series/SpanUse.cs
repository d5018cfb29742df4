using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries;

/// <summary>How much a client reported within a span of time.</summary>
/// <param name="Reports">How many reports; of a block that reaches beyond the span, its share by time.</param>
/// <param name="LogBytes">Bytes of the packed values of those that are in no block yet.</param>
/// <param name="Schemas">The schemas of blocks and reports; that of a block has all series of the block's time.</param>
public sealed record SpanUse(long Reports, long LogBytes, IReadOnlyList<SchemaColumns> Schemas);
