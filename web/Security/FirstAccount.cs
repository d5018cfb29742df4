using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Orleans;

namespace Dcmon.Web.Security;

/// <summary>Makes the account <c>admin</c> on the first start, with a random password that only this start knows.</summary>
internal sealed class FirstAccount(IGrainFactory grains, Passwords passwords, Hosting.Banner banner) : IHostedService
{
    /// <summary>The name of the first account.</summary>
    public const string User = "admin";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var password = Passwords.Random();
        if (await grains.Accounts().CreateFirst(new Account(User, passwords.Hash(User, password), Roles.Admin)))
            banner.Password = password;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
