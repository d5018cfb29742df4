using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dcmon.Agent.Identity;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Identity;

public sealed class IdentityDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly TestAuthority _authority = new();
    private readonly IdentityDirectory _directory;

    public IdentityDirectoryTests() => _directory = new IdentityDirectory(Path.Combine(_temporary.Path, "state"));

    public void Dispose()
    {
        _temporary.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Load_Saved_IsTheSame()
    {
        using var saved = NewIdentity();
        _directory.Save(saved);
        using var loaded = _directory.Load();
        Assert.Equal((saved.Server, saved.ClientId), (loaded.Server, loaded.ClientId));
        Assert.Equal(saved.Certificate.Thumbprint, loaded.Certificate.Thumbprint);
        Assert.Equal(saved.Authority.Thumbprint, loaded.Authority.Thumbprint);
        Assert.True(loaded.Certificate.HasPrivateKey);
    }

    [Fact]
    public void Save_Files_AreTheOwnersAlone()
    {
        using var identity = NewIdentity();
        _directory.Save(identity);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(InState("agent.key")));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Path));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(InState("agent.key")));
    }

    [Fact]
    public void Load_NoIdentity_SaysHowToEnrol() =>
        Assert.Contains("dcmon-agent enroll", Assert.Throws<IdentityException>(_directory.Load).Message);

    [Theory]
    [InlineData("agent.key")]
    [InlineData("agent.crt")]
    [InlineData("ca.crt")]
    [InlineData("server")]
    public void Load_FileDamagedOrMissing_SaysSo(string file)
    {
        using var identity = NewIdentity();
        _directory.Save(identity);
        File.WriteAllText(InState(file), "garbage");
        Assert.Contains("--force", Assert.Throws<IdentityException>(_directory.Load).Message);
        File.Delete(InState(file));
        Assert.Throws<IdentityException>(_directory.Load);
    }

    [Fact]
    public void Load_RenewalInterruptedAtEachStep_GivesAWholePair()
    {
        using var old = NewIdentity();
        using var renewed = NewIdentity();
        using var elsewhere = new TemporaryDirectory();
        var other = new IdentityDirectory(elsewhere.Path);
        other.Save(renewed);
        var newKey = File.ReadAllText(Path.Combine(elsewhere.Path, "agent.key"));
        var newCertificate = File.ReadAllText(Path.Combine(elsewhere.Path, "agent.crt"));

        Action[] steps =
        [
            () => File.WriteAllText(InState("agent.key.new"), newKey[..20]),
            () => File.WriteAllText(InState("agent.key.new"), newKey),
            () => File.WriteAllText(InState("agent.crt.new"), newCertificate),
            () => File.Move(InState("agent.crt.new"), InState("agent.crt"), true),
            () => File.Move(InState("agent.key.new"), InState("agent.key"), true),
        ];
        for (var killedAfter = 0; killedAfter <= steps.Length; killedAfter++)
        {
            _directory.Save(old);
            foreach (var step in steps.Take(killedAfter)) step();
            using var loaded = _directory.Load();
            Assert.Equal((killedAfter < 4 ? old : renewed).Certificate.Thumbprint, loaded.Certificate.Thumbprint);
            using var key = loaded.Certificate.GetECDsaPrivateKey()!;
            using var publicKey = loaded.Certificate.GetECDsaPublicKey()!;
            byte[] signed = [1];
            Assert.True(publicKey.VerifyData(signed, key.SignData(signed, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        }
    }

    private string InState(string file) => Path.Combine(_directory.Path, file);

    private AgentIdentity NewIdentity() => new(
        new Uri("https://host:8444"), "client-1", _authority.Issue("client-1", TestAuthority.ClientAuthentication),
        X509CertificateLoader.LoadCertificate(_authority.Certificate.RawData));
}
