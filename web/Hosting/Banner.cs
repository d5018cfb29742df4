using Dcmon.Web.Accounts;
using Dcmon.Web.Gateway;
using Microsoft.AspNetCore.Hosting.Server;

namespace Dcmon.Web.Hosting;

/// <summary>What the person at the terminal must know, on stdout: where the dashboard is, and on the first start how to get in.</summary>
public sealed class Banner(IServer server)
{
    /// <summary>Prints it, once the server listens.</summary>
    /// <param name="password">The first account's new password, shown once and stored nowhere; null where it has one.</param>
    public void Print(string? password)
    {
        Console.WriteLine($"address: https://localhost:{ListenerPorts.Browsers(server)}");
        Console.WriteLine($"user: {FirstAccount.User}");
        if (password is not null) Console.WriteLine($"password: {password}");
        Console.WriteLine("ready");
    }
}
