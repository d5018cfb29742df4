using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Postgres;

/// <summary>
/// Reads parts of blocks by <c>substring</c>: <c>data</c> is stored out of line and not compressed (STORAGE EXTERNAL),
/// so the server reads no more of it than is asked for. Each part is a round trip, so where one is read after the other
/// the next ones are fetched with it, more each time.
/// </summary>
internal sealed class PostgresSnapshot(SqlSession session) : SqlSnapshot(session)
{
    private const int FirstAhead = 8 * 1024;
    private const int MostAhead = 256 * 1024;

    /// <summary>A part that begins so little behind the last one is one after the other.</summary>
    private const int Near = 4 * 1024;

    private byte[] _part = [];
    private long _block = -1;
    private int _start;
    private int _ahead;

    /// <inheritdoc/>
    public override void ReadData(BlockRow block, int offset, Span<byte> into)
    {
        var isFetched = block.Id == _block && offset >= _start && offset + into.Length <= _start + _part.Length;
        if (!isFetched) Fetch(block, offset, into.Length);
        var part = _part.AsSpan(offset - _start);
        if (part.Length < into.Length)
            throw new BlockFormatException($"Its data has {part.Length} bytes at offset {offset}; {into.Length} were expected.");
        part[..into.Length].CopyTo(into);
    }

    /// <summary>
    /// Reads all at once: a connection runs one statement at a time, and who reads reports asks for their schemas in between.
    /// </summary>
    public override IEnumerable<LogRow> Reports(long client, long after, long until) => [.. base.Reports(client, after, until)];

    private void Fetch(BlockRow block, int offset, int length)
    {
        var isNext = block.Id == _block && offset >= _start + _part.Length && offset - _start - _part.Length <= Near;
        _ahead = isNext ? Math.Clamp(2 * _ahead, FirstAhead, MostAhead) : 0;
        (_block, _start) = (block.Id, offset);
        _part = (byte[]?)Session.Scalar(
            "SELECT substring(data FROM @from FOR @count) FROM block WHERE id = @id",
            ("@from", offset + 1), ("@count", Math.Max(length, _ahead)), ("@id", block.Id)) ?? [];
    }
}
