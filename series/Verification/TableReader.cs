using System.Data.Common;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Sql;
using Dcmon.Wire;

namespace Dcmon.TimeSeries.Verification;

/// <summary>Reads tables row by row and gathers what is wrong; an unreadable row does not stop the check of the others.</summary>
internal sealed class TableReader(SqlSession session, Action<Finding> found, CancellationToken cancel)
{
    /// <summary>Things that are wrong so far.</summary>
    public long Findings { get; private set; }

    /// <summary>Something is wrong.</summary>
    public void Found(string where, string what)
    {
        Findings++;
        found(new Finding(where, what));
    }

    /// <summary>Checks each row of a statement whose first column is the row id.</summary>
    /// <param name="table">What a row is, for findings.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="check">Gets the row and its name, says what is wrong; also by throwing.</param>
    /// <returns>How many rows there are.</returns>
    public long Each(string table, string sql, Action<DbDataReader, string> check)
    {
        var count = 0L;
        try
        {
            using var rows = session.Command(sql).ExecuteReader();
            for (; rows.Read(); count++)
            {
                cancel.ThrowIfCancellationRequested();
                Check(table, rows, check);
            }
        }
        catch (DbException unreadable)
        {
            Found(table, $"After {count} rows it cannot be read any further: {unreadable.Message}");
        }

        return count;
    }

    private void Check(string table, DbDataReader rows, Action<DbDataReader, string> check)
    {
        var name = table;
        try
        {
            name = $"{table} {rows.GetInt64(0)}";
            check(rows, name);
        }
        catch (Exception damaged) when (damaged is BlockFormatException or WireFormatException)
        {
            Found(name, damaged.Message);
        }
        catch (Exception odd) when (odd is InvalidCastException or InvalidOperationException or FormatException or OverflowException)
        {
            // A value of a type that its column never has, such as NULL.
            Found(name, $"A value cannot be read: {odd.Message}");
        }
    }
}
