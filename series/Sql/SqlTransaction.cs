using System.Data.Common;

namespace Dcmon.TimeSeries.Sql;

/// <summary>The transaction of a session; rolled back where it is disposed before it was committed.</summary>
public sealed class SqlTransaction : IDisposable
{
    private readonly SqlSession _session;
    private readonly DbTransaction _transaction;

    internal SqlTransaction(SqlSession session, DbTransaction transaction)
    {
        (_session, _transaction) = (session, transaction);
        session.Transaction = transaction;
    }

    /// <summary>Commits.</summary>
    public void Commit() => _transaction.Commit();

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Transaction = null;
        _transaction.Dispose();
    }
}
