using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.GrainInterfaces.Fleet;

/// <summary>Hears of changed rows of the fleet, gathered for a moment; one for each web process.</summary>
[Alias("dcmon.fleet-observer")]
public interface IFleetObserver : IGrainObserver
{
    /// <summary>Rows that are new or changed.</summary>
    [Alias("changed")]
    Task Changed(IReadOnlyList<ClientSummary> rows);

    /// <summary>Clients that are gone.</summary>
    [Alias("removed")]
    Task Removed(IReadOnlyList<string> ids);

    /// <summary>Reports arrived long after their time (<c>GrainOptions.LateAfter</c>): history in these spans changed.</summary>
    [Alias("backfilled")]
    Task Backfilled(IReadOnlyList<ClientSpan> spans);
}
