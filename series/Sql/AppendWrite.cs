using Dcmon.TimeSeries.Events;

namespace Dcmon.TimeSeries.Sql;

/// <summary>An append of reports, whose client is known before it runs.</summary>
/// <param name="client">The client's id.</param>
/// <param name="apply">See <see cref="SqlWrite.Apply"/>; what it returns is filled in before the commit.</param>
/// <param name="size">See <see cref="SqlWrite.Size"/>.</param>
internal sealed class AppendWrite(string client, Func<SqlSession, Appended> apply, int size)
    : SqlWrite<Appended>(apply, size, together: true)
{
    /// <summary>The client's id.</summary>
    public string Client => client;
}
