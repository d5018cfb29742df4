using Dcmon.TimeSeries.Export;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Verification;

namespace Dcmon.TimeSeries;

/// <summary>
/// A series database opened read-only, for tools that verify or export it. A server may be running on it;
/// neither waits for the other. Belongs to one thread.
/// </summary>
public sealed class SeriesArchive : IDisposable
{
    private readonly SqlDialect _dialect;
    private readonly SqlSession _session;

    /// <summary>Opens the database.</summary>
    /// <exception cref="StoreUnavailableException">
    /// It cannot be opened, is none, or has a format that this program does not know.
    /// </exception>
    internal SeriesArchive(SqlDialect dialect)
    {
        _dialect = dialect;
        try
        {
            _session = new SqlSession(dialect.OpenReader());
        }
        catch (System.Data.Common.DbException refused)
        {
            throw new StoreUnavailableException($"The series database cannot be opened: {refused.Message}", refused);
        }

        try
        {
            if (dialect.WhyUnreadable(_session) is { } problem) throw new StoreUnavailableException(problem);
        }
        catch (System.Data.Common.DbException refused)
        {
            _session.Dispose();
            throw new StoreUnavailableException($"The series database cannot be read: {refused.Message}", refused);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Verifies everything, in one snapshot: what a server writes in the meantime stays in its write-ahead log until the
    /// end.
    /// </summary>
    /// <param name="found">Gets each finding.</param>
    /// <param name="cancel">Stops it.</param>
    public VerifiedCounts Verify(Action<Finding> found, CancellationToken cancel)
    {
        using var transaction = _session.Begin(_dialect.BeginSnapshot);
        return new DatabaseVerifier(_session, found, cancel).Run(_dialect.CheckItself(_session));
    }

    /// <summary>Writes samples out.</summary>
    /// <param name="what">Which.</param>
    /// <param name="format">How, and where to.</param>
    /// <param name="damaged">Gets each block that cannot be read in full; everything else is written.</param>
    /// <param name="cancel">Stops it.</param>
    public void Export(ExportSelection what, SampleFormat format, Action<string> damaged, CancellationToken cancel) =>
        new Exporter(_dialect, _session, damaged).Run(what, format, cancel);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
