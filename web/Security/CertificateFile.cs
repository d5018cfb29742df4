using System.Security.Cryptography.X509Certificates;
using Dcmon.Files;

namespace Dcmon.Web.Security;

/// <summary>A certificate and its key in two PEM files, <c>NAME.crt</c> and <c>NAME.key</c>, the key readable by its owner alone.</summary>
internal sealed class CertificateFile(string directory, string name)
{
    private readonly string _certificate = Path.Combine(directory, name + ".crt");
    private readonly string _key = Path.Combine(directory, name + ".key");

    /// <summary>The certificate with its key, or null where there is none yet.</summary>
    public X509Certificate2? Load() =>
        File.Exists(_certificate) && File.Exists(_key) ? X509Certificate2.CreateFromPemFile(_certificate, _key) : null;

    /// <summary>Writes both files, the key first: there is a certificate only where both are whole.</summary>
    public X509Certificate2 Save(X509Certificate2 certificate)
    {
        Directory.CreateDirectory(directory, FileModes.PrivateDirectory);
        File.Delete(_certificate);
        using (var key = certificate.GetECDsaPrivateKey()!)
            AtomicFile.Write(_key, key.ExportPkcs8PrivateKeyPem(), FileModes.PrivateFile);
        AtomicFile.Write(_certificate, certificate.ExportCertificatePem());
        return certificate;
    }
}
