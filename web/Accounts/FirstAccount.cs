using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;
using Dcmon.Web.Security;

namespace Dcmon.Web.Accounts;

/// <summary>The account <c>admin</c>, which the first start makes.</summary>
internal static partial class FirstAccount
{
    /// <summary>The name of the first account.</summary>
    public const string User = "admin";

    /// <summary>
    /// Makes the account where there is none. To be called once the server listens: a start that fails would take the
    /// password with it.
    /// </summary>
    /// <param name="app">The server.</param>
    /// <param name="reset">Give the account a new password where there is one already, and end all sessions.</param>
    /// <returns>The random password, which nobody but the caller knows; null where the account stays as it is.</returns>
    public static async Task<string?> EnsureAsync(WebApplication app, bool reset)
    {
        var accounts = app.Services.GetRequiredService<IGrainFactory>().Accounts();
        var password = Passwords.Random();
        var account = new Account(User, app.Services.GetRequiredService<Passwords>().Hash(User, password), Roles.Admin);
        if (await accounts.CreateFirst(account)) return password;
        if (!reset) return null;
        await accounts.Reset(account);
        WasReset(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstAccount)), User);
        return password;
    }

    [LoggerMessage(LogLevel.Warning, "The password of {User} was reset from the command line; all sessions are over")]
    private static partial void WasReset(ILogger log, string user);
}
