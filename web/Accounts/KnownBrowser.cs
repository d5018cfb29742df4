using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Dcmon.Web.Accounts;

/// <summary>
/// A cookie by which a browser in which somebody logged in with the form is known again, for a year. It lets nobody in: attempts of such a
/// browser at that account are only not slowed down by what others guess (<see cref="LoginThrottle"/>).
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private const string Name = "dcmon-browser";
    private const int IdLength = 22;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Dcmon.KnownBrowser").ToTimeLimitedDataProtector();

    /// <summary>Id of the browser, if that user logged in there before; otherwise null.</summary>
    public string? Find(HttpRequest request, string user)
    {
        if (request.Cookies[Name] is not { } cookie) return null;
        try
        {
            var content = _protector.Unprotect(cookie);
            var isOfUser = content.Length > IdLength && content[IdLength..].Equals(user, StringComparison.OrdinalIgnoreCase);
            return isOfUser ? content[..IdLength] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Has the browser known for that user from now on.</summary>
    public void Remember(HttpContext context, string user)
    {
        if (Find(context.Request, user) is not null) return;
        var id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", IdLength);
        context.Response.Cookies.Append(Name, _protector.Protect(id + user, Lifetime), new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = Lifetime,
            IsEssential = true,
        });
    }
}
