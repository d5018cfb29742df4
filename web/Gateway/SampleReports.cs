using System.Buffers.Binary;
using System.Security.Cryptography;
using Dcmon.Wire;
using Dcmon.Wire.Packing;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>The samples of one instant as a report.</summary>
/// <param name="Report">The report.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Samples">What it was made of.</param>
internal sealed record SampleReport(Report Report, Schema Schema, IReadOnlyList<JsonSample> Samples);

/// <summary>
/// Makes reports of samples, one for each instant. A report's number comes from its content, so that the same samples sent again are the
/// same reports, which are stored once.
/// </summary>
internal static class SampleReports
{
    /// <summary>Makes the reports, oldest first.</summary>
    /// <exception cref="WireFormatException">There are too many instants, or series at one of them.</exception>
    public static IReadOnlyList<SampleReport> Make(IReadOnlyList<JsonSample> samples)
    {
        var instants = samples.GroupBy(each => each.Time).OrderBy(each => each.Key).ToList();
        if (instants.Count > WireLimits.MaxReportsPerMessage)
            throw new WireFormatException($"The samples are of {instants.Count} different times; send at most {WireLimits.MaxReportsPerMessage} at once.");
        return [.. instants.Select(each => MakeOne(each.Key, [.. each]))];
    }

    /// <summary>Puts reports into as few messages as take them, in order.</summary>
    public static IEnumerable<(ReportMessage Message, IReadOnlyList<SampleReport> Reports)> Messages(IReadOnlyList<SampleReport> reports)
    {
        var batch = new List<SampleReport>();
        var schemas = new Dictionary<SchemaHash, Schema>();
        foreach (var report in reports)
        {
            if (schemas.Count == WireLimits.MaxSchemasPerMessage && !schemas.ContainsKey(report.Schema.Hash))
            {
                yield return (Message(schemas, batch), batch);
                (batch, schemas) = ([], []);
            }

            schemas.TryAdd(report.Schema.Hash, report.Schema);
            batch.Add(report);
        }

        if (batch.Count > 0) yield return (Message(schemas, batch), batch);
    }

    private static ReportMessage Message(Dictionary<SchemaHash, Schema> schemas, List<SampleReport> batch) =>
        new([.. schemas.Values], null, [.. batch.Select(each => each.Report)]);

    private static SampleReport MakeOne(long time, JsonSample[] samples)
    {
        if (samples.Length > WireLimits.MaxSeriesPerSchema)
            throw new WireFormatException($"{samples.Length} series at the time {time}; at most {WireLimits.MaxSeriesPerSchema} are accepted.");
        // In whatever order they come: it is the same report.
        Array.Sort(Array.ConvertAll(samples, each => each.Series.ToString()), samples, StringComparer.Ordinal);
        var schema = Schema.Of(samples.Select(each => each.Series));
        var packed = new WireWriter();
        ValuePacking.Pack(Array.ConvertAll(samples, each => each.Value), packed);
        var values = packed.Written.ToArray();
        return new SampleReport(new Report(NumberOf(time, schema, values), time, schema.Hash, values), schema, samples);
    }

    /// <summary>53 bits of a hash of all that the report says.</summary>
    private static long NumberOf(long time, Schema schema, ReadOnlySpan<byte> values)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        BinaryPrimitives.WriteInt64BigEndian(digest, time);
        hash.AppendData(digest[..8]);
        hash.AppendData(schema.Hash.ToBytes());
        hash.AppendData(values);
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest) & (Report.SequenceLimit - 1);
    }
}
