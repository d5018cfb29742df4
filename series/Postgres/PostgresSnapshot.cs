using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>
/// Reads parts of blocks by <c>substring</c>: <c>data</c> is stored out of line and not compressed (STORAGE EXTERNAL),
/// so the server reads no more of it than is asked for.
/// </summary>
internal sealed class PostgresSnapshot(SqlSession session) : SqlSnapshot(session)
{
    /// <inheritdoc/>
    public override void ReadData(BlockRow block, int offset, Span<byte> into)
    {
        if (into.IsEmpty) return;
        var part = (byte[]?)Session.Scalar(
            "SELECT substring(data FROM @from FOR @count) FROM block WHERE id = @id",
            ("@from", offset + 1), ("@count", into.Length), ("@id", block.Id)) ?? [];
        if (part.Length != into.Length)
            throw new BlockFormatException($"Its data has {part.Length} bytes at offset {offset}; {into.Length} were looked for.");
        part.CopyTo(into);
    }

    /// <summary>Reads all at once: a connection runs one statement at a time, and who reads reports asks for their schemas in between.</summary>
    public override IEnumerable<LogRow> Reports(long client, long after, long until) => [.. base.Reports(client, after, until)];
}
