namespace Dcmon.Wire.Reports;

/// <summary>
/// What an agent saw at one instant: one timestamp for all values, which stand in the order of the schema.
/// </summary>
/// <param name="Sequence">
/// Number of the report, unique for a client for ever: a new spool starts at a random place, so that a reinstalled agent
/// does not repeat numbers. 0 ≤ n &lt; 2^53, exact in JSON.
/// </param>
/// <param name="Time">Unix milliseconds UTC.</param>
/// <param name="Schema">The schema that names the values.</param>
/// <param name="Values">The values as <see cref="Packing.ValuePacking"/> packs them.</param>
/// <param name="Extras">Events and the like as <see cref="Dcmon.Wire.Extras.ExtrasFormat"/> writes them; empty for most reports.</param>
public sealed record Report(long Sequence, long Time, SchemaHash Schema, ReadOnlyMemory<byte> Values, ReadOnlyMemory<byte> Extras = default)
{
    /// <summary>The first number that is too large to be exact in JSON: 2^53.</summary>
    public const long SequenceLimit = 1L << 53;
}
