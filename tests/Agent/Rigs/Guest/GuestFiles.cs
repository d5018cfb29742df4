using System.Diagnostics;
using System.Reflection;
using Dcmon.Agent.Tests.Program;
using Xunit;

namespace Dcmon.Agent.Tests.Rigs.Guest;

/// <summary>
/// What the guest starts from: Debian's kernel as <c>scripts/install-test-needs --all</c> unpacks it, and a root file system in memory with
/// busybox, the drivers, the agent as it is shipped, and the tools that it runs, each with its libraries.
/// </summary>
internal sealed class GuestFiles(string directory)
{
    /// <summary>Parts the agent's figures from its words in the guest's answer.</summary>
    public const string Mark = "=== words";

    private static readonly string[] Modules = ["ahci", "sd_mod", "nvme", "ipmi_si", "ipmi_devintf"];
    private static readonly string[] Tools =
    [
        "/usr/sbin/smartctl", "/usr/sbin/nvme", "/usr/bin/ipmitool", "/usr/bin/setsid", "/usr/bin/setpriv", "/usr/bin/systemd-socket-activate",
    ];

    private static readonly string[] Applets = ["sh", "mount", "modprobe", "sleep", "cat", "ln", "chgrp", "chmod", "poweroff"];

    /// <summary>What the agent loads at run time.</summary>
    private static readonly string[] Libraries = ["libssl.so.3", "libcrypto.so.3"];

    private static readonly string Repository = Path.GetFullPath(Path.Combine(
        typeof(AgentProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "RepositoryRoot").Value!));

    private readonly string _root = Path.Combine(directory, "root");

    /// <summary>The kernel.</summary>
    public string Kernel { get; } = Directory.Exists(Path.Combine(Repository, "artifacts/guest/boot"))
        ? Directory.EnumerateFiles(Path.Combine(Repository, "artifacts/guest/boot"), "vmlinuz-*").Single()
        : throw new InvalidOperationException("Debian's kernel is missing: scripts/install-test-needs --all unpacks it");

    /// <summary>The root file system.</summary>
    public string Initramfs => Path.Combine(directory, "initramfs");

    /// <summary>Makes the root file system.</summary>
    public void Make()
    {
        Run("sh", "-c", $"cd '{Repository}' && scripts/build-agent x64");
        foreach (var folder in (string[])["bin", "proc", "sys", "dev", "tmp", "usr/bin"]) Directory.CreateDirectory(Path.Combine(_root, folder));
        File.Copy("/usr/bin/busybox", Path.Combine(_root, "bin/busybox"));
        foreach (var applet in Applets) File.CreateSymbolicLink(Path.Combine(_root, "bin", applet), "busybox");
        var agent = Path.Combine(Repository, "artifacts/agent/linux-x64/dcmon-agent");
        File.Copy(agent, Path.Combine(_root, "usr/bin/dcmon-agent"));
        foreach (var tool in Tools) Add(tool);
        foreach (var file in (string[])[agent, .. Tools, .. Libraries.Select(PathOfLibrary)]) AddNeedsOf(file);
        AddModules();
        var init = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rigs/Guest/Fixtures/init"));
        File.WriteAllText(Path.Combine(_root, "init"), init.Replace("@MODULES@", string.Join(' ', Modules)).Replace("@MARK@", Mark));
        File.SetUnixFileMode(Path.Combine(_root, "init"), (UnixFileMode)0b111_101_101);
        Run("sh", "-c", $"cd '{_root}' && find . | busybox cpio -o -H newc > '{Initramfs}'");
    }

    private void AddModules()
    {
        var version = Path.GetFileName(Kernel)["vmlinuz-".Length..];
        var modules = $"lib/modules/{version}";
        var source = Path.Combine(Repository, "artifacts/guest", modules);
        if (!File.Exists(Path.Combine(source, "modules.dep"))) Run("busybox", "depmod", "-b", Path.Combine(Repository, "artifacts/guest"), version);
        // Lines such as: kernel/drivers/ata/ahci.ko: kernel/drivers/ata/libahci.ko …
        var needs = File.ReadAllLines(Path.Combine(source, "modules.dep"))
            .Where(line => Modules.Any(each => line.Contains($"/{each}.ko:", StringComparison.Ordinal)))
            .SelectMany(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries)).Append("modules.dep").Distinct();
        foreach (var file in needs) Copy(Path.Combine(source, file), Path.Combine(_root, modules, file));
    }

    private void AddNeedsOf(string file)
    {
        // Lines such as: libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…), /lib64/ld-linux-x86-64.so.2 (0x…)
        foreach (var word in Run("ldd", file).Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Append(file))
            if (word.StartsWith('/') && word.Contains(".so", StringComparison.Ordinal)) Add(word);
    }

    private void Add(string file) => Copy(file, Path.Combine(_root, file[1..]));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (!File.Exists(to)) File.Copy(File.ResolveLinkTarget(from, returnFinalTarget: true)?.FullName ?? from, to);
    }

    private static string PathOfLibrary(string name) => Run("/sbin/ldconfig", "-p").Split('\n')
        .First(line => line.Trim().StartsWith(name + " ", StringComparison.Ordinal) && line.Contains("x86-64", StringComparison.Ordinal))
        .Split(" => ")[1].Trim();

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error.Result}");
        return output;
    }
}
