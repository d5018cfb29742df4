using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Dcmon.Web.Gateway;

/// <summary>The ports that Kestrel got, in the order in which the addresses were configured: browsers', then agents'.</summary>
internal static class ListenerPorts
{
    /// <summary>The browsers' port.</summary>
    public static int Browsers(IServer server) => Port(server, 0);

    /// <summary>The agents' port.</summary>
    public static int Agents(IServer server) => Port(server, 1);

    private static int Port(IServer server, int listener) =>
        BindingAddress.Parse(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(listener)).Port;
}
