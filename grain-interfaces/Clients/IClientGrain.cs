using Dcmon.GrainInterfaces.Fleet;
using Dcmon.Wire.Reports;
using Orleans.Concurrency;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>One machine. Key: <see cref="GrainKeys.Client"/>.</summary>
[Alias("dcmon.client")]
public interface IClientGrain : IGrainWithStringKey
{
    /// <summary>Takes a message of the machine's agent: stores it durably, then updates state and tells who watches.</summary>
    [Alias("report")]
    Task<ReportReceipt> Report([Immutable] ReportMessage message);

    /// <summary>All that is known of the machine now, or null where there is no such client.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<ClientDetails?> Get();

    /// <summary>Tells the fleet's grain this machine's row, as it is known without a report.</summary>
    [Alias("announce"), OneWay]
    Task Announce();

    /// <summary>
    /// Sends every report to an observer and asks the machine for one a second, for a minute from now; call it again
    /// before that to go on.
    /// </summary>
    /// <returns>The present state, or null where there is no such client.</returns>
    [Alias("watch"), AlwaysInterleave]
    Task<WatchSnapshot?> Watch(IClientObserver observer);

    /// <summary>Ends <see cref="Watch"/>.</summary>
    [Alias("unwatch"), AlwaysInterleave]
    Task Unwatch(IClientObserver observer);

    /// <summary>
    /// The fleet's register changed what it says of this client (revocation, tags). When this returns, the change is
    /// in force.
    /// </summary>
    [Alias("registration-changed"), AlwaysInterleave]
    Task RegistrationChanged(ClientRegistration registration);
}
