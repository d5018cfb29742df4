using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Orleans;

namespace Dcmon.Web.Security;

/// <summary>
/// Makes the account <c>admin</c> on the first start, with a random password that only this start knows: once the server listens, for
/// a start that fails would take the password with it.
/// </summary>
internal sealed class FirstAccount(IGrainFactory grains, Passwords passwords, Hosting.Banner banner) : IHostedLifecycleService
{
    /// <summary>The name of the first account.</summary>
    public const string User = "admin";

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var password = Passwords.Random();
        if (await grains.Accounts().CreateFirst(new Account(User, passwords.Hash(User, password), Roles.Admin)))
            banner.Password = password;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
