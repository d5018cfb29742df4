namespace Dcmon.Wire.Enrollment;

/// <summary>
/// <c>https://HOST:PORT#TOKEN.FINGERPRINT</c>: all that a machine needs to enrol. The token stands in the fragment,
/// which HTTP clients never send.
/// </summary>
/// <param name="Server">The agents' address of the server.</param>
/// <param name="Token">The enrolment token.</param>
/// <param name="Fingerprint">SHA-256 of the server's CA certificate (DER), 64 lower-case hexadecimal digits.</param>
public sealed record EnrollmentUrl(Uri Server, string Token, string Fingerprint)
{
    /// <summary>Reads the URL.</summary>
    /// <exception cref="FormatException">It is not one; the message says which part, and never repeats the token.</exception>
    public static EnrollmentUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            throw new FormatException("The enrolment URL must look like https://HOST:8444#TOKEN.FINGERPRINT (mind the quotes: the shell may cut it at '#').");
        var parts = url.Fragment.TrimStart('#').Split('.');
        if (parts is not [{ Length: > 0 } token, { Length: 64 } fingerprint] || !fingerprint.All(char.IsAsciiHexDigit))
            throw new FormatException("The part after '#' must be TOKEN.FINGERPRINT, the fingerprint being 64 hexadecimal digits; copy the whole URL, in quotes.");
        return new EnrollmentUrl(new Uri(url.GetLeftPart(UriPartial.Authority)), token, fingerprint.ToLowerInvariant());
    }

    /// <summary>The URL as an admin hands it out. It holds the token: do not log it.</summary>
    public string ToSecretString() => $"{Server.GetLeftPart(UriPartial.Authority)}#{Token}.{Fingerprint}";

    /// <summary>The server's address alone, fit for logs.</summary>
    public override string ToString() => Server.ToString();
}
