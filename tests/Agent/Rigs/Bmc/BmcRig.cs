using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Rigs.Bmc;

/// <summary>
/// A BMC of a Supermicro board, simulated by OpenIPMI's <c>ipmi_sim</c>, that is reached over the loopback network. Its sensors read
/// files, which a test writes.
/// </summary>
internal sealed class BmcRig : IDisposable
{
    public const string User = "admin";
    public const string Password = "secret";

    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory _directory = new();
    private readonly int _lan = FreeUdpPort();
    private readonly int _console = FreeTcpPort();
    private readonly Process _process;

    private BmcRig()
    {
        Prepare();
        _process = Start("ipmi_sim", "-c", File("lan.conf"), "-f", File("bmc.emu"), "-s", File("state"), "-n");
    }

    /// <summary>Where QEMU joins it to a machine of its own.</summary>
    public int MachinePort { get; } = FreeTcpPort();

    /// <summary>How the agent reaches it.</summary>
    public BmcSettings Settings => new()
    {
        Address = "127.0.0.1",
        Port = _lan,
        User = User,
        PasswordFile = File("password"),
        CipherSuite = 3,
        Privilege = "administrator",
    };

    public static async Task<BmcRig> StartAsync()
    {
        var rig = new BmcRig();
        await Eventually.HoldsAsync(() => rig.Ipmitool("mc", "info").Contains("IPMI Version"), "ipmi_sim answers", timeout: RetryLater);
        return rig;
    }

    /// <summary>Sets what a sensor reads: <c>cpu_temp</c>, <c>inlet_temp</c>, <c>fan1</c>, <c>fan2</c>, <c>psu1_watts</c>.</summary>
    public void Set(string sensor, int value) => System.IO.File.WriteAllText(File(sensor), $"{value}");

    /// <summary>
    /// Types a command at the simulator's console, such as <c>sensor_set_bit 0x20 0 6 3 1 1</c>: input lost at the second supply.
    /// </summary>
    public void Type(string command)
    {
        using var socket = new TcpClient();
        socket.Connect(IPAddress.Loopback, _console);
        using var stream = socket.GetStream();
        AwaitPrompt(stream);
        stream.Write(Encoding.ASCII.GetBytes(command + "\r\n"));
        AwaitPrompt(stream);
    }

    /// <summary>Asks it as an operator would.</summary>
    public string Ipmitool(params string[] command)
    {
        using var process = Start("ipmitool", ["-I", "lanplus", "-H", "127.0.0.1", "-p", $"{_lan}", "-U", User, "-f", File("password"), "-C", "3", "-N", "1", "-R", "1", .. command]);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>Hangs as a BMC does that is busy with itself.</summary>
    public void Hang() => Signal("STOP");

    /// <summary>Ends <see cref="Hang"/>.</summary>
    public void GoOn() => Signal("CONT");

    /// <summary>Path of a file of the rig.</summary>
    public string File(string name) => _directory.File(name);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _directory.Dispose();
    }

    private void Signal(string name) => Run("sh", "-c", $"kill -{name} {_process.Id}");

    private void Prepare()
    {
        var fixtures = Path.Combine(AppContext.BaseDirectory, "Rigs/Bmc/Fixtures");
        foreach (var name in (string[])["lan.conf", "bmc.emu"])
            System.IO.File.WriteAllText(File(name), System.IO.File.ReadAllText(Path.Combine(fixtures, name + ".in"))
                .Replace("@DIR@", _directory.Path).Replace("@LAN@", $"{_lan}").Replace("@CONSOLE@", $"{_console}").Replace("@MACHINE@", $"{MachinePort}"));
        Run("gcc", "-shared", "-fPIC", "-w", "-o", File("smc_oem.so"), Path.Combine(fixtures, "smc_oem.c"));
        Directory.CreateDirectory(File("state/ipmi_sim/dcbmc"));
        Run("sdrcomp", "-8", "-o", File("state/ipmi_sim/dcbmc/sdr.20.main"), Path.Combine(fixtures, "bmc.sdrs"));
        System.IO.File.WriteAllText(File("password"), Password);
        System.IO.File.SetUnixFileMode(File("password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var (sensor, value) in (ReadOnlySpan<(string, int)>)[("cpu_temp", 47), ("inlet_temp", 22), ("fan1", 5200), ("fan2", 5100), ("psu1_watts", 312)])
            Set(sensor, value);
    }

    /// <summary>Fails, rather than skips, where a part is missing.</summary>
    private static Process Start(string program, params IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{program} is missing: scripts/install-test-needs installs it");
            throw;
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {error}");
    }

    private static void AwaitPrompt(NetworkStream stream)
    {
        stream.ReadTimeout = (int)RetryLater.TotalMilliseconds;
        var before = 0;
        while (true)
        {
            var read = stream.ReadByte();
            Assert.True(read >= 0, "the simulator closed its console");
            if (before == '>' && read == ' ') return;
            before = read;
        }
    }

    private static int FreeTcpPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int FreeUdpPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
