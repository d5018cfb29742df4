using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>The table <c>schema</c>.</summary>
internal static class SchemaRows
{
    /// <summary>The schema of a row that exists.</summary>
    public static Schema Read(SqlSession session, long id) =>
        Read((byte[])session.Scalar("SELECT body FROM schema WHERE id = @id", ("@id", id))!);

    /// <summary>The schema of that hash, or null.</summary>
    public static Schema? Find(SqlSession session, SchemaHash hash) =>
        session.Scalar("SELECT body FROM schema WHERE hash = @hash", ("@hash", hash.ToBytes())) is byte[] body ? Read(body) : null;

    /// <summary>Stores a schema where it is new; its row id.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="now">Unix milliseconds: it is in use now.</param>
    public static long Store(SqlSession session, Schema schema, long now) => (long)session.Scalar(
        "INSERT INTO schema (hash, body, seen) VALUES (@hash, @body, @seen) ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen RETURNING id",
        ("@hash", schema.Hash.ToBytes()), ("@body", schema.Encoded.ToArray()), ("@seen", now))!;

    private static Schema Read(byte[] body) => Schema.Read(body, BlockFormat.MaxEntries);
}
