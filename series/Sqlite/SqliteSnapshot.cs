using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dcmon.TimeSeries.Sqlite;

/// <summary>
/// Reads parts of blocks through SQLite's incremental blobs. Microsoft.Data.Sqlite opens one anew for each row, which
/// prepares a statement each time; the handle below it can move from row to row.
/// </summary>
internal sealed class SqliteSnapshot(SqlSession session) : SqlSnapshot(session)
{
    private sqlite3_blob? _blob;
    private long _block = -1;

    private sqlite3 Database => ((SqliteConnection)Session.Connection).Handle!;

    /// <inheritdoc/>
    public override void ReadData(BlockRow block, int offset, Span<byte> into)
    {
        if (_block != block.Id) MoveTo(block.Id);
        if (raw.sqlite3_blob_read(_blob, into, offset) != raw.SQLITE_OK)
            throw new BlockFormatException(
                $"Its data has {raw.sqlite3_blob_bytes(_blob)} bytes; {into.Length} at offset {offset} were expected.");
    }

    /// <inheritdoc/>
    public override void Dispose() => Close();

    private void MoveTo(long id)
    {
        _block = -1;
        var code = _blob is null
            ? raw.sqlite3_blob_open(Database, "main", "block", "data", id, 0, out _blob)
            : raw.sqlite3_blob_reopen(_blob, id);
        if (code == raw.SQLITE_OK)
        {
            _block = id;
            return;
        }

        Close();
        throw new SqliteException($"Block {id} cannot be read: {raw.sqlite3_errmsg(Database).utf8_to_string()}", code);
    }

    private void Close()
    {
        _blob?.Dispose();
        _blob = null;
    }
}
