using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Fleet;

/// <summary>A machine's row as browsers get it: with its GPUs where the page shows each of them, else without.</summary>
/// <param name="row">The row.</param>
internal sealed class FleetRow(ClientSummary row)
{
    private readonly SharedJson _whole = new(row);
    private readonly SharedJson _plain = new(Plain(row));

    /// <summary>Client id.</summary>
    public string Id => row.Id;

    /// <summary>The row as a connection gets it.</summary>
    public SharedJson Json(bool gpus) => gpus ? _whole : _plain;

    /// <summary>The row without its GPUs.</summary>
    public static ClientSummary Plain(ClientSummary row) => row.Gpus.Count == 0 ? row : row with { Gpus = [] };
}
