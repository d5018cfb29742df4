using Dcmon.Agent.Identity;

namespace Dcmon.Agent.Uplink;

/// <summary>
/// Sees now and then, beside the reports, whether a server that is preferred to the present one is back. Used by the
/// uplink's loop alone.
/// </summary>
internal sealed class PreferredServers(ServerChoice servers, GatewayClientFactory clients, CurrentIdentity identity)
{
    private Task<Uri?>? _search;

    /// <summary>Returns to a preferred server that was found to be back, and looks for one where it is time.</summary>
    public void Check(CancellationToken stop)
    {
        if (_search is { IsCompleted: true } done)
        {
            _search = null;
            if (done is { IsCompletedSuccessfully: true, Result: { } found }) servers.ReturnTo(found);
        }
        else if (_search is null && servers.IsSearchDue)
        {
            servers.MarkSearched();
            _search = SearchAsync([.. servers.Preferred], stop);
        }
    }

    private async Task<Uri?> SearchAsync(Uri[] preferred, CancellationToken stop)
    {
        foreach (var server in preferred)
        {
            using var client = clients.Make(identity.Value, server);
            if (await client.IsThereAsync(stop)) return server;
        }

        return null;
    }
}
