using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Fleet;

/// <summary>A machine's row as it is told to browsers: with its GPUs to those that show each, without them to all others.</summary>
/// <param name="row">The row.</param>
internal sealed class FleetRow(ClientSummary row)
{
    private readonly SharedJson _whole = new(row);
    private readonly SharedJson _plain = new(Plain(row));

    /// <summary>Client id.</summary>
    public string Id => row.Id;

    /// <summary>What a connection is told.</summary>
    public SharedJson Json(bool gpus) => gpus ? _whole : _plain;

    /// <summary>The row without its GPUs.</summary>
    public static ClientSummary Plain(ClientSummary row) => row.Gpus.Count == 0 ? row : row with { Gpus = [] };
}
