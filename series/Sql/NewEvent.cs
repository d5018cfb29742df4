using Dcmon.Queries;
using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Sql;

/// <summary>An event to be stored.</summary>
/// <param name="Client">Row id of its client.</param>
/// <param name="Key">The client's id.</param>
/// <param name="Event">The event.</param>
/// <param name="Body">The event, encoded.</param>
/// <param name="Stored">Gets the event where it was new.</param>
internal readonly record struct NewEvent(long Client, string Key, MachineEvent Event, byte[] Body, List<ClientEvent> Stored)
{
    private const string InsertOne = """
        INSERT INTO event (client, time, severity, kind, key, sum, body) VALUES (@client, @time, @severity, @kind, @key, @sum, @body)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    /// <summary>The row's checksum.</summary>
    public long Sum => RowSum.Event(Client, Event.Time, (long)Event.Severity, Body);

    /// <summary>The store gave it this number: it was new.</summary>
    public void WasNew(long id) => Stored.Add(new ClientEvent(id, Key, Event));

    /// <summary>Inserts one after the other; see <see cref="SqlDialect.InsertEvents"/>.</summary>
    public static void InsertEach(SqlSession session, IReadOnlyList<NewEvent> events)
    {
        foreach (var each in events)
            if (session.Scalar(
                InsertOne, ("@client", each.Client), ("@time", each.Event.Time), ("@severity", (long)each.Event.Severity),
                ("@kind", each.Event.Kind), ("@key", each.Event.Key), ("@sum", each.Sum), ("@body", each.Body)) is long id)
                each.WasNew(id);
    }
}
