using System.Text;

namespace Dcmon.Web.Accounts;

/// <summary>Where a person goes after log-in.</summary>
internal static class ReturnPath
{
    /// <summary>
    /// A path of this server with its query, in the form of a URL; <c>/</c> for anything else, as a link could send people elsewhere with
    /// it. Browsers leave out control characters and read a backslash as a slash, so both are refused wherever they are.
    /// </summary>
    public static string Of(string? url) =>
        url is ['/', ..] and not ['/', '/', ..] && !url.Contains('\\') && !url.Any(char.IsControl) ? Encoded(url) : "/";

    /// <summary>A header takes ASCII only; what is encoded already stays as it is.</summary>
    private static string Encoded(string url)
    {
        var encoded = new StringBuilder(url.Length);
        foreach (var rune in url.EnumerateRunes())
            if (rune is { IsAscii: true, Value: not ' ' }) encoded.Append((char)rune.Value);
            else encoded.Append(Uri.EscapeDataString(rune.ToString()));
        return encoded.ToString();
    }
}
