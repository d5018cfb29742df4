using System.Security.Cryptography.X509Certificates;

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
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(_certificate);
        using (var key = certificate.GetECDsaPrivateKey()!)
            WriteSecret(_key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_certificate + ".new", certificate.ExportCertificatePem());
        File.Move(_certificate + ".new", _certificate, overwrite: true);
        return certificate;
    }

    /// <summary>Writes a file that only its owner may read, from its first byte on.</summary>
    public static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}
