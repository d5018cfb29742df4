using Dcmon.TimeSeries.Blocks;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Sql;

/// <summary>The table <c>schema</c>.</summary>
internal static class SchemaRows
{
    /// <summary>How often it is written down that a schema is in use. Milliseconds.</summary>
    public const long SeenEvery = 3_600_000;

    /// <summary>The schema of a row that exists.</summary>
    public static Schema Read(SqlSession session, long id) =>
        Read((byte[])session.Scalar("SELECT body FROM schema WHERE id = @id", ("@id", id))!);

    /// <summary>The schema of that hash, or null.</summary>
    public static Schema? Find(SqlSession session, SchemaHash hash) =>
        session.Scalar("SELECT body FROM schema WHERE hash = @hash", ("@hash", hash.ToBytes())) is byte[] body ? Read(body) : null;

    /// <summary>Stores a schema where it is new; its row id.</summary>
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
        using (var rows = session.Command("SELECT id, seen FROM schema WHERE hash = @hash", ("@hash", hash)).ExecuteReader())
            if (rows.Read() && now - rows.GetInt64(1) < SeenEvery)
                return rows.GetInt64(0);
        return (long)session.Scalar(
            "INSERT INTO schema (hash, body, seen) VALUES (@hash, @body, @seen) ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen RETURNING id",
            ("@hash", hash), ("@body", schema.Encoded.ToArray()), ("@seen", now))!;
    }

    private static Schema Read(byte[] body) => Schema.Read(body, BlockFormat.MaxEntries);
}
