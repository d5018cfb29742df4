using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>The table <c>schema</c>.</summary>
internal static class SchemaRows
{
    /// <summary>How often it is written down that a schema is in use. Milliseconds.</summary>
    public const long SeenEvery = 3_600_000;

    /// <summary>The schema of a row that exists.</summary>
    /// <exception cref="DamagedSchemaException">It is not what its hash says, or is not there.</exception>
    public static Schema Read(SqlSession session, long id)
    {
        using var rows = session.Command("SELECT hash, body FROM schema WHERE id = @id", ("@id", id)).ExecuteReader();
        return rows.Read() && Decode(rows.GetFieldValue<byte[]>(0), rows.GetFieldValue<byte[]>(1)) is { } schema
            ? schema
            : throw new DamagedSchemaException($"Schema {id} is missing or does not match its hash.");
    }

    /// <summary>The schema of that hash, or null: for a damaged one it is null too, so that the agent sends it again.</summary>
    public static Schema? Find(SqlSession session, SchemaHash hash) =>
        session.Scalar("SELECT body FROM schema WHERE hash = @hash", ("@hash", hash.ToBytes())) is byte[] body
            ? Decode(hash.ToBytes(), body)
            : null;

    /// <summary>Decodes a stored schema; null where it does not match its hash.</summary>
    public static Schema? Decode(ReadOnlySpan<byte> hash, byte[] body)
    {
        if (!hash.SequenceEqual(SchemaHash.Of(body).ToBytes())) return null;
        try
        {
            return Schema.Read(body, BlockFormat.MaxEntries);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    /// <summary>Stores a schema where it is new, or its body has been damaged; its row id.</summary>
    /// <remarks>
    /// Writes only what has to be written: machines alike share schemas, and a row that several processes change holds
    /// each of them up until the others have committed.
    /// </remarks>
    /// <param name="session">In a transaction.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="now">Unix milliseconds: it is in use now.</param>
    public static long Store(SqlSession session, Schema schema, long now)
    {
        var hash = schema.Hash.ToBytes();
        using (var rows = session.Command("SELECT id, seen, body FROM schema WHERE hash = @hash", ("@hash", hash)).ExecuteReader())
            if (rows.Read() && now - rows.GetInt64(1) < SeenEvery && schema.Encoded.Span.SequenceEqual(rows.GetFieldValue<byte[]>(2)))
                return rows.GetInt64(0);
        return (long)session.Scalar(
            """
            INSERT INTO schema (hash, body, seen) VALUES (@hash, @body, @seen)
            ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen, body = excluded.body RETURNING id
            """,
            ("@hash", hash), ("@body", schema.Encoded.ToArray()), ("@seen", now))!;
    }
}
