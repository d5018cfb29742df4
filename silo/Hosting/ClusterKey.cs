using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Files;
using Dcmon.Settings;
using Dcmon.Silo.Settings;
using Orleans.Connections.Security;

namespace Dcmon.Silo.Hosting;

/// <summary>
/// The key that all processes of a cluster have. Each shows its certificate to the others, and speaks to those alone that show the same:
/// whoever may not read the file cannot call a grain.
/// </summary>
internal sealed class ClusterKey
{
    private const string FileName = "cluster.pem";

    /// <summary>The file is what is trusted, not the certificate's end.</summary>
    private static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ClusterKey(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The settings' key; the one in the data directory is made where it is missing.</summary>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    public static ClusterKey LoadOrMake(ServerSettings settings)
    {
        if (settings.Cluster.KeyFile.Length == 0 && !File.Exists(settings.DataFile(FileName)))
            AtomicFile.Write(settings.DataFile(FileName), Make(), FileModes.PrivateFile);
        return Load(settings);
    }

    /// <summary>The settings' key.</summary>
    /// <exception cref="SettingsException">It is missing, or cannot be used.</exception>
    public static ClusterKey Load(ServerSettings settings)
    {
        var file = settings.Cluster.KeyFile.Length > 0 ? settings.Cluster.KeyFile : settings.DataFile(FileName);
        try
        {
            return new ClusterKey(X509Certificate2.CreateFromPemFile(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingsException(
                [$"'cluster.key_file' {file} cannot be used: {error.Message} dcmon-silo makes it, as {FileName} in its data directory; name that file."]);
        }
    }

    /// <summary>Both sides show the certificate, and accept no other.</summary>
    public void Configure(TlsOptions tls)
    {
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => IsSame(certificate);
        tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = "dcmon";
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=dcmon cluster", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, End);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private bool IsSame(X509Certificate2? shown) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(shown.RawData, Certificate.RawData);
}
