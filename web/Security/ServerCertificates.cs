using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

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
    private readonly OwnersCertificate? _owners;
    private SslStreamCertificateContext _own;

    /// <summary>Loads the certificates, issuing the server's own where it is missing or does not fit.</summary>
    public ServerCertificates(CertificateSettings settings, CertificateAuthority authority, TimeProvider time, ILoggerFactory logs)
    {
        (_authority, _time) = (authority, time);
        _names = [Dns.GetHostName(), "localhost", "127.0.0.1", "::1", .. settings.Names];
        _names = [.. _names.Distinct(StringComparer.OrdinalIgnoreCase)];
        _file = new CertificateFile(settings.Directory, "server");
        _own = _file.Load() is { } kept && Fits(kept) ? ContextOf(kept) : Renew();
        if (settings.Certificate.Length > 0)
            _owners = new OwnersCertificate(settings.Certificate, settings.Key, time, logs.CreateLogger<OwnersCertificate>());
    }

    /// <summary>What to show to an agent now.</summary>
    public X509Certificate2 ForAgents() => Own().TargetCertificate;

    /// <summary>What to show to a browser now.</summary>
    public SslServerAuthenticationOptions ForBrowsers() => new() { ServerCertificateContext = _owners?.Current ?? Own() };

    private SslStreamCertificateContext Own()
    {
        lock (_renewal)
            return IsFresh(_own.TargetCertificate) ? _own : _own = Renew();
    }

    private SslStreamCertificateContext Renew() => ContextOf(_file.Save(_authority.IssueServer(_names, Lifetime)));

    private static SslStreamCertificateContext ContextOf(X509Certificate2 certificate) =>
        SslStreamCertificateContext.Create(certificate, null, offline: true);

    private bool IsFresh(X509Certificate2 certificate) =>
        _time.GetUtcNow() < certificate.NotAfter.ToUniversalTime() - Lifetime / 4;

    private bool Fits(X509Certificate2 certificate) =>
        IsFresh(certificate)
        && certificate.Issuer == _authority.Certificate.Subject
        && _names.All(name => certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false));
}
