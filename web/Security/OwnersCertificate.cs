using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Settings;

namespace Dcmon.Web.Security;

/// <summary>
/// The owner's certificate for browsers, with the chain that its file holds. The files are looked at again as connections come, so that a
/// renewed certificate counts within <see cref="CheckEvery"/>; until it can be used, the old one does.
/// </summary>
internal sealed partial class OwnersCertificate
{
    /// <summary>How often the files are looked at, at most.</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(10);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly ILogger<OwnersCertificate> _log;
    private readonly Lock _lock = new();
    private SslStreamCertificateContext _current;
    private string _seen;
    private long _checked;

    /// <summary>Loads it.</summary>
    /// <param name="certificateFile">PEM file of the certificate, followed by those of its chain.</param>
    /// <param name="keyFile">PEM file of its key.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="SettingsException">The files cannot be used.</exception>
    public OwnersCertificate(string certificateFile, string keyFile, TimeProvider time, ILogger<OwnersCertificate> log)
    {
        (_certificateFile, _keyFile, _time, _log) = (certificateFile, keyFile, time, log);
        try
        {
            var (certificate, key) = Read();
            (_current, _seen, _checked) = (Load(certificate, key), Hash(certificate, key), time.GetTimestamp());
        }
        catch (Exception error) when (IsUnusable(error))
        {
            throw new SettingsException([$"'tls.certificate' {certificateFile} and 'tls.key' {keyFile} cannot be used: {error.Message}"]);
        }
    }

    /// <summary>The certificate to show now, with its key and chain.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                if (_time.GetElapsedTime(_checked) >= CheckEvery) Refresh();
                return _current;
            }
        }
    }

    private void Refresh()
    {
        _checked = _time.GetTimestamp();
        try
        {
            var (certificate, key) = Read();
            var seen = Hash(certificate, key);
            if (seen == _seen) return;
            (_current, _seen) = (Load(certificate, key), seen);
            Renewed(_certificateFile, _current.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception error) when (IsUnusable(error))
        {
            NotRenewed(_certificateFile, _keyFile, error.Message);
        }
    }

    private (string Certificate, string Key) Read() => (File.ReadAllText(_certificateFile), File.ReadAllText(_keyFile));

    private static SslStreamCertificateContext Load(string certificate, string key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        var own = X509Certificate2.CreateFromPem(certificate, key);
        return SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true);
    }

    private static string Hash(string certificate, string key) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(certificate + "\0" + key)));

    private static bool IsUnusable(Exception error) =>
        error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    [LoggerMessage(LogLevel.Information, "{File} has changed; its certificate, good until {End:u}, is shown to browsers now")]
    private partial void Renewed(string file, DateTime end);

    [LoggerMessage(LogLevel.Warning, "{Certificate} and {Key} cannot be used, browsers are still shown the certificate before: {Reason}")]
    private partial void NotRenewed(string certificate, string key, string reason);
}
