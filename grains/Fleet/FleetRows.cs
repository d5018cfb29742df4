using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Grains.Clients;

namespace Dcmon.Grains.Fleet;

/// <summary>A row of each client, and which rows changed since they were last told. Belongs to the fleet's grain.</summary>
/// <param name="offlineAfter">Silence after which a machine counts as offline.</param>
public sealed class FleetRows(TimeSpan offlineAfter)
{
    private readonly Dictionary<string, ClientSummary> _rows = [];
    private readonly HashSet<string> _changed = [];

    /// <summary>All rows, sorted by name.</summary>
    public IReadOnlyList<ClientSummary> All() =>
        [.. _rows.Values.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)];

    /// <summary>A client of which no more is known yet than its registration.</summary>
    public void Add(ClientRegistration client) =>
        Set(new ClientSummary(client.Id, client.Name, false, null, client.Tags, ClientFigures.None, client.Group, null, []));

    /// <summary>
    /// A client's newer row; a client that is not in the fleet has none. Its grain may have sent it before it heard of a change of
    /// the register, so tags and group stay as they are here.
    /// </summary>
    public void Update(ClientSummary row)
    {
        if (!_rows.TryGetValue(row.Id, out var before)) return;
        var agrees = row.Group == before.Group && row.Tags.SequenceEqual(before.Tags);
        Set(agrees ? row : row with { Tags = before.Tags, Group = before.Group });
    }

    /// <summary>The register says something else of a client.</summary>
    public void Describe(ClientRegistration client)
    {
        if (_rows.TryGetValue(client.Id, out var row)) Set(row with { Tags = client.Tags, Group = client.Group });
    }

    /// <summary>A client left.</summary>
    public bool Remove(string id)
    {
        _changed.Remove(id);
        return _rows.Remove(id);
    }

    /// <summary>Marks those offline that have been silent for too long.</summary>
    public void Sweep(long now)
    {
        foreach (var row in _rows.Values.Where(row => row.Online && !Presence.IsOnline(row.LastSeen, now, offlineAfter)).ToList())
            Set(row with { Online = false });
    }

    /// <summary>The rows that changed since the last call.</summary>
    public IReadOnlyList<ClientSummary> TakeChanged()
    {
        if (_changed.Count == 0) return [];
        var rows = _changed.Select(id => _rows[id]).ToList();
        _changed.Clear();
        return rows;
    }

    private void Set(ClientSummary row)
    {
        _rows[row.Id] = row;
        _changed.Add(row.Id);
    }
}
