using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients;

namespace Dcmon.Grains.Fleet;

/// <summary>
/// The registration of each client, the rows of those in good standing, and which rows changed since observers were last notified. Belongs
/// to the fleet's grain.
/// </summary>
/// <param name="offlineAfter">Silence after which a machine counts as offline.</param>
public sealed class FleetRows(TimeSpan offlineAfter)
{
    private readonly Dictionary<string, ClientRegistration> _registrations = [];
    private readonly Dictionary<string, ClientSummary> _rows = [];
    private readonly HashSet<string> _changed = [];

    /// <summary>How many clients there are.</summary>
    public int Count => _rows.Count;

    /// <summary>All rows, sorted by name.</summary>
    public IReadOnlyList<ClientSummary> All() =>
        [.. _rows.Values.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)];

    /// <summary>The registrations of clients in good standing, in no order.</summary>
    public IReadOnlyList<ClientRegistration> Registrations() => [.. _registrations.Values.Where(client => client.RevokedAt is null)];

    /// <summary>A client's registration, or null.</summary>
    public ClientRegistration? Find(string id) => _registrations.GetValueOrDefault(id);

    /// <summary>Takes a client's registration. A new client's row is empty until it reports; a revoked one has none.</summary>
    /// <returns>Whether it has a row.</returns>
    public bool Put(ClientRegistration client)
    {
        _registrations[client.Id] = client;
        if (client.RevokedAt is not null)
        {
            _changed.Remove(client.Id);
            _rows.Remove(client.Id);
            return false;
        }

        Set(_rows.GetValueOrDefault(client.Id) is { } row
            ? row with { Name = client.Name, Tags = client.Tags, Group = client.Group }
            : new ClientSummary(client.Id, client.Name, false, null, client.Tags, ClientFigures.None, client.Group, null, []));
        return true;
    }

    /// <summary>
    /// Takes a client's newer row, if it is in the fleet. The row may have been sent before its registration changed, so name, tags and
    /// group stay as they are here.
    /// </summary>
    public void Update(ClientSummary row)
    {
        if (!_rows.ContainsKey(row.Id)) return;
        var client = _registrations[row.Id];
        var agrees = row.Name == client.Name && row.Group == client.Group && row.Tags.SequenceEqual(client.Tags);
        Set(agrees ? row : row with { Name = client.Name, Tags = client.Tags, Group = client.Group });
    }

    /// <summary>Marks those offline that have been silent for too long.</summary>
    /// <param name="now">Unix milliseconds.</param>
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
