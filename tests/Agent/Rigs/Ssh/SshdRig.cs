using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Rigs.Ssh;

/// <summary>A real sshd on a port of loopback, with its own configuration and host key; who runs the tests may log in, by key.</summary>
internal sealed class SshdRig : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    private SshdRig()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>For the setting uplink.tunnel.</summary>
    public string Url => $"ssh://{Environment.UserName}@127.0.0.1:{Port}";

    /// <summary>Its public key.</summary>
    public string HostKey => File.ReadAllText(_directory.File("host_key.pub")).Trim();

    /// <summary>What it logged.</summary>
    public string Log => File.ReadAllText(_directory.File("log"));

    /// <summary>Starts one.</summary>
    public static async Task<SshdRig> StartAsync()
    {
        if (!File.Exists(Program)) throw new FileNotFoundException($"{Program} is missing: run scripts/install-test-needs.");
        var rig = new SshdRig();
        rig.NewHostKey();
        rig.Allow("");
        File.WriteAllText(rig._directory.File("config"), $"""
            Port {rig.Port}
            ListenAddress 127.0.0.1
            HostKey {rig._directory.File("host_key")}
            AuthorizedKeysFile {rig._directory.File("authorized_keys")}
            PidFile none
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            UsePAM no
            LogLevel VERBOSE
            """);
        // sshd wants it where it runs as root.
        if (Environment.IsPrivilegedProcess) Directory.CreateDirectory("/run/sshd", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await rig.StartAgainAsync();
        return rig;
    }

    /// <summary>Who may log in.</summary>
    public void Allow(string authorizedKeys) => File.WriteAllText(_directory.File("authorized_keys"), authorizedKeys + "\n");

    /// <summary>Another key from the next start on.</summary>
    public void NewHostKey()
    {
        File.Delete(_directory.File("host_key"));
        using var keygen = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", _directory.File("host_key")]);
        keygen.WaitForExit();
        if (keygen.ExitCode != 0) throw new InvalidOperationException("ssh-keygen failed.");
    }

    /// <summary>Starts it on the same port.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(Program, ["-D", "-f", _directory.File("config"), "-E", _directory.File("log")]);
        await Eventually.HoldsAsync(IsListening, "sshd listens");
    }

    /// <summary>Ends it and cuts every connection through it.</summary>
    public async Task CutAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        _directory.Dispose();
    }

    private bool IsListening()
    {
        if (_process is not { HasExited: false }) throw new InvalidOperationException($"sshd does not start: {Log}");
        using var socket = new TcpClient();
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
