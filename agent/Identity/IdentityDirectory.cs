using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Dcmon.Files;

namespace Dcmon.Agent.Identity;

/// <summary>
/// The identity on disk: <c>agent.key</c> (PKCS #8, mode 0600), <c>agent.crt</c>, <c>ca.crt</c> and <c>server</c>
/// (JSON) in the agent's state directory (mode 0700). Every file is replaced at once, never written in place.
/// </summary>
public sealed class IdentityDirectory(string path)
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>True where an agent has enrolled.</summary>
    public bool Exists => File.Exists(Key) || File.Exists(Certificate);

    private string Key => System.IO.Path.Combine(Path, "agent.key");

    private string Certificate => System.IO.Path.Combine(Path, "agent.crt");

    private string Authority => System.IO.Path.Combine(Path, "ca.crt");

    private string Server => System.IO.Path.Combine(Path, "server");

    /// <summary>Reads the identity, and finishes a renewal that was interrupted.</summary>
    /// <exception cref="IdentityException">There is none, it is incomplete, or not readable for this user.</exception>
    public AgentIdentity Load()
    {
        if (!Exists)
            throw new IdentityException($"This machine is not enrolled: {Path} holds no identity. Enrol it first: dcmon-agent enroll 'https://HOST:8444#TOKEN.FINGERPRINT'");
        try
        {
            var server = JsonSerializer.Deserialize(File.ReadAllBytes(Server), IdentityJson.Default.ServerFile)
                ?? throw new JsonException("it is empty.");
            var certificate = LoadCertificate();
            return new AgentIdentity(server.Url, server.ClientId, certificate, X509Certificate2.CreateFromPem(File.ReadAllText(Authority)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw new IdentityException($"The identity in {Path} cannot be used ({error.Message}). If you can, mend it; else enrol anew with --force.", error);
        }
    }

    /// <summary>Writes a new identity.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Save(AgentIdentity identity)
    {
        Directory.CreateDirectory(Path, FileModes.PrivateDirectory);
        var server = new ServerFile(identity.Server, identity.ClientId);
        AtomicFile.Write(Server, JsonSerializer.Serialize(server, IdentityJson.Default.ServerFile) + "\n", FileModes.PublicFile);
        AtomicFile.Write(Authority, identity.Authority.ExportCertificatePem() + "\n", FileModes.PublicFile);
        SaveCertificate(identity.Certificate);
    }

    /// <summary>
    /// Replaces certificate and key. Both are written beside the old ones first; between the two renames a reader finds
    /// the new certificate and, beside the old key, the new one: <see cref="Load"/> knows.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be written; the old pair is as it was.</exception>
    public void SaveCertificate(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()
            ?? throw new ArgumentException("The agent's key must be an ECDSA key.", nameof(certificate));
        AtomicFile.Prepare(Key, Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), FileModes.PrivateFile);
        AtomicFile.Prepare(Certificate, Encoding.UTF8.GetBytes(certificate.ExportCertificatePem() + "\n"), FileModes.PublicFile);
        AtomicFile.Commit(Certificate);
        AtomicFile.Commit(Key);
    }

    private X509Certificate2 LoadCertificate()
    {
        var certificate = File.ReadAllText(Certificate);
        if (File.Exists(AtomicFile.Prepared(Key)) && TryPair(certificate, AtomicFile.Prepared(Key)) is { } renewed)
        {
            AtomicFile.Commit(Key);
            return renewed;
        }

        return TryPair(certificate, Key) ?? throw new CryptographicException("agent.key and agent.crt do not belong together");
    }

    private static X509Certificate2? TryPair(string certificate, string keyPath)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, File.ReadAllText(keyPath));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
