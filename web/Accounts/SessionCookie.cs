using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Web.Accounts;

/// <summary>The cookie of a session. It holds 256 random bits and nothing else: who that is, and for how long, the server knows.</summary>
internal static class SessionCookie
{
    private const string Name = "dcmon";
    private const int SecretBytes = 32;

    /// <summary>A secret for a new session.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The session's id: the hash of its secret, lower-case hexadecimal.</summary>
    public static string SessionId(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The secret that came with a request; null without one.</summary>
    public static string? Read(HttpRequest request) =>
        request.Cookies[Name] is { } secret && secret.Length == Base64Url.GetEncodedLength(SecretBytes) ? secret : null;

    /// <summary>Sets the cookie, good for <see cref="SessionLimits.Lifetime"/> from now.</summary>
    public static void Set(HttpResponse response, string secret)
    {
        var options = Options();
        options.MaxAge = SessionLimits.Lifetime;
        response.Cookies.Append(Name, secret, options);
    }

    /// <summary>Has the browser forget it.</summary>
    public static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
