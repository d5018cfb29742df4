using System.Diagnostics;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Rigs.Systemd;

/// <summary>
/// A machine that a real systemd runs, in a container of systemd-nspawn: this machine's programs (<c>/usr</c>, read-only), an
/// <c>/etc</c> of its own, and no network but loopback. It is up within a second. Needs root. One at a time: nspawn gives all the
/// same control group where no systemd runs this machine.
/// </summary>
internal sealed class SystemdRig : IAsyncDisposable
{
    private const string Target = "rig.target";

    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;
    private int? _init;

    private SystemdRig(IReadOnlyList<string> bound)
    {
        MakeRoot();
        string[] unit = Directory.Exists("/run/systemd/system") ? [] : ["--keep-unit"];
        string[] arguments =
        [
            "--quiet", "--register=no", .. unit, "--directory", Root, "--bind-ro=/usr", .. bound.Select(each => $"--bind-ro={each}"),
            "--private-network", "--console=pipe", "--boot",
        ];
        var start = new ProcessStartInfo("systemd-nspawn", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // With one hierarchy of control groups systemd accounts processor time even where it was given no controllers.
        start.Environment["SYSTEMD_NSPAWN_UNIFIED_HIERARCHY"] = "1";
        _process = Programs.Start(start, "scripts/install-test-needs installs systemd-container");
    }

    /// <summary>Where what lies on its disk is.</summary>
    public string Root => _directory.File("root");

    /// <summary>All of its files, as it sees them itself.</summary>
    public string View => $"/proc/{_init}/root";

    /// <summary>A command line that runs a program within, as root, when the program and its arguments are put behind it.</summary>
    public string EnterCommand => $"/usr/bin/nsenter --target {_init} --mount --pid --uts --net --ipc --cgroup --";

    /// <summary>Starts it and waits until it is up.</summary>
    /// <param name="bound">Directories of this machine that it has, too, read-only at the same place.</param>
    public static async Task<SystemdRig> StartAsync(params IReadOnlyList<string> bound)
    {
        Assert.True(Environment.IsPrivilegedProcess, "a container of systemd-nspawn takes root");
        await Turn.WaitAsync();
        var rig = new SystemdRig(bound);
        try
        {
            await Eventually.HoldsAsync(rig.IsUp, "systemd is up", timeout: RetryLater);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a file, such as <c>etc/systemd/system/x.service</c>; its directory is made.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs systemctl within.</summary>
    /// <returns>What it prints, whatever its exit code.</returns>
    public string Systemctl(params string[] arguments) => Run(["systemctl", "--no-pager", .. arguments]);

    /// <summary>Runs a program within, as root.</summary>
    /// <returns>What it prints, whatever its exit code.</returns>
    public string Run(params string[] command) => Programs.Output("/usr/bin/nsenter", [.. EnterCommand.Split(' ')[1..], .. command]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // When its first process is killed, the kernel kills all others, and then nspawn tidies up.
        if (Init() is { } init) Programs.Output("/bin/kill", ["-KILL", $"{init}"]);
        else if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
        Turn.Release();
    }

    private bool IsUp()
    {
        Assert.False(_process.HasExited, $"systemd-nspawn ended: {(_process.HasExited ? _process.StandardError.ReadToEnd() : "")}");
        _init = Init();
        return _init is not null && Systemctl("is-system-running").Trim() is "running" or "degraded";
    }

    /// <summary>The child of nspawn is the first process within.</summary>
    private int? Init() =>
        !_process.HasExited && File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            ? int.Parse(first)
            : null;

    private void MakeRoot()
    {
        foreach (var name in (string[])["usr", "var/lib", "var/log", "run", "tmp", "proc", "sys", "dev", "root"])
            Directory.CreateDirectory(Path.Combine(Root, name));
        foreach (var name in (string[])["bin", "sbin", "lib", "lib64"])
            if (Directory.ResolveLinkTarget("/" + name, returnFinalTarget: false) is not null)
                File.CreateSymbolicLink(Path.Combine(Root, name), "usr/" + name);
        Write("etc/os-release", "ID=rig\nNAME=rig\n");
        Write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        Write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nmessagebus:x:100:100::/nonexistent:/usr/sbin/nologin\n");
        Write("etc/group", "root:x:0:\nmessagebus:x:100:\n");
        // Only what this target wants is started, whatever services this machine's packages brought.
        Write($"etc/systemd/system/{Target}", "[Unit]\nRequires=basic.target\nAfter=basic.target\nWants=dbus.service\n");
        File.CreateSymbolicLink(Path.Combine(Root, "etc/systemd/system/default.target"), Target);
    }
}
