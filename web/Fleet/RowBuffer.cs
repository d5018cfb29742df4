using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Fleet;

/// <summary>Rows of the fleet that a connection has not been sent yet: only the newest of each machine, and every removal.</summary>
internal sealed class RowBuffer : IPushBuffer
{
    private readonly Dictionary<string, FleetRow> _rows = [];
    private readonly HashSet<string> _removed = [];

    /// <summary>Whether rows go with their GPUs.</summary>
    public bool Gpus { get; set; }

    /// <inheritdoc/>
    public bool Any => Count > 0;

    /// <summary>Machines of which something waits.</summary>
    public int Count => _rows.Count + _removed.Count;

    /// <summary>A machine's newer row.</summary>
    public void Put(FleetRow row) => _rows[row.Id] = row;

    /// <summary>A machine is gone; its row need not be sent any more.</summary>
    public void Remove(string id)
    {
        _rows.Remove(id);
        _removed.Add(id);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _rows.Clear();
        _removed.Clear();
    }

    /// <summary>Moves all to messages. Removals come first: a row that came after one is that of a machine that is back.</summary>
    public void TakeInto(List<PushMessage> messages)
    {
        if (_removed.Count > 0) messages.Add(new PushMessage("fleetRemoved", _removed.ToArray()));
        if (_rows.Count > 0) messages.Add(new PushMessage("fleet", _rows.Values.Select(row => row.Json(Gpus)).ToArray()));
        Clear();
    }
}
