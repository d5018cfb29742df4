using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Dcmon.Web.Hosting;

/// <summary>What the person at the terminal must know, on stdout: where the dashboard is, and on the first start how to get in.</summary>
public sealed class Banner(IServer server)
{
    /// <summary>Prints it, once the server listens.</summary>
    /// <param name="password">The first account's new password, shown once and kept nowhere; null where it has one.</param>
    public void Print(string? password)
    {
        Console.WriteLine($"address: {Browsers(server)}");
        Console.WriteLine($"user: {Security.FirstAccount.User}");
        if (password is not null) Console.WriteLine($"password: {password}");
        Console.WriteLine("ready");
    }

    /// <summary>The address for browsers; the first that Kestrel was told to listen on.</summary>
    private static string Browsers(IServer server) =>
        "https://localhost:" + Port(server, 0);

    /// <summary>The port of the n-th listener.</summary>
    internal static int Port(IServer server, int listener) =>
        BindingAddress.Parse(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(listener)).Port;
}
