using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Settings;

namespace Dcmon.Web.Security;

/// <summary>The certificates with which the server shows itself: to agents one of its own CA, to browsers that or the owner's.</summary>
public sealed class ServerCertificates
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    private readonly CertificateAuthority _authority;
    private readonly CertificateFile _file;
    private readonly TimeProvider _time;
    private readonly string[] _names;
    private readonly Lock _renewal = new();
    private X509Certificate2 _own;

    /// <summary>Loads the certificates, issuing the server's own where it is missing or does not fit.</summary>
    public ServerCertificates(CertificateSettings settings, CertificateAuthority authority, TimeProvider time)
    {
        (_authority, _time) = (authority, time);
        _names = [Dns.GetHostName(), "localhost", "127.0.0.1", "::1", .. settings.Names];
        _names = [.. _names.Distinct(StringComparer.OrdinalIgnoreCase)];
        _file = new CertificateFile(settings.Directory, "server");
        _own = _file.Load() is { } kept && Fits(kept) ? kept : Renew();
        Browsers = settings.Certificate.Length > 0 ? LoadOwners(settings) : null;
    }

    /// <summary>The owner's certificate for browsers, where there is one.</summary>
    private X509Certificate2? Browsers { get; }

    /// <summary>What to show to an agent now.</summary>
    public X509Certificate2 ForAgents()
    {
        lock (_renewal)
            return IsFresh(_own) ? _own : _own = Renew();
    }

    /// <summary>What to show to a browser now.</summary>
    public X509Certificate2 ForBrowsers() => Browsers ?? ForAgents();

    private X509Certificate2 Renew() => _file.Save(_authority.IssueServer(_names, Lifetime));

    private bool IsFresh(X509Certificate2 certificate) =>
        _time.GetUtcNow() < certificate.NotAfter.ToUniversalTime() - Lifetime / 4;

    private bool Fits(X509Certificate2 certificate) =>
        IsFresh(certificate)
        && certificate.Issuer == _authority.Certificate.Subject
        && _names.All(name => certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false));

    private static X509Certificate2 LoadOwners(CertificateSettings settings)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(settings.Certificate, settings.Key);
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SettingsException([$"'tls.certificate' {settings.Certificate} and 'tls.key' {settings.Key} cannot be used: {error.Message}"]);
        }
    }
}
