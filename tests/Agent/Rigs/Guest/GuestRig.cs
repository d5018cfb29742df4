using System.Diagnostics;
using Dcmon.Agent.Tests.Rigs.Bmc;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Rigs.Guest;

/// <summary>
/// A machine emulated by QEMU, with an NVMe and a SATA drive and a BMC that <c>ipmi_sim</c> simulates and that the machine reaches by its
/// own interface, as drivers of real ones do.
/// </summary>
internal sealed class GuestRig : IDisposable
{
    private const string DriveSize = "64M";
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();
    private BmcRig? _bmc;

    /// <summary>Starts the machine, lets it run the agent once, and waits for its end.</summary>
    /// <returns>The agent's figures as JSON, and what it said on stderr.</returns>
    public async Task<(string Figures, string Words)> CollectAsync()
    {
        var files = new GuestFiles(_directory.Path);
        files.Make();
        _bmc = await BmcRig.StartAsync();
        foreach (var drive in (string[])["nvme", "sata"]) Truncate(_directory.File(drive));
        using var machine = Process.Start(new ProcessStartInfo("qemu-system-x86_64", Arguments(files, _bmc.MachinePort)) { RedirectStandardError = true })!;
        var problems = machine.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(LongestRun, TimeProvider.System);
        try
        {
            await machine.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            machine.Kill();
            Assert.Fail($"The guest does not end; its console: {File.ReadAllText(_directory.File("console"))}");
        }

        Assert.True(machine.ExitCode == 0, await problems);
        var answer = File.ReadAllText(_directory.File("answer")).ReplaceLineEndings("\n");
        Assert.True(answer.Contains(GuestFiles.Mark), $"No answer; the console: {File.ReadAllText(_directory.File("console"))}");
        return answer.Split(GuestFiles.Mark) is [var figures, var words] ? (figures, words) : throw new InvalidOperationException(answer);
    }

    public void Dispose()
    {
        _bmc?.Dispose();
        _directory.Dispose();
    }

    /// <summary>By emulation, since not every machine that runs tests lets them use KVM.</summary>
    private string[] Arguments(GuestFiles files, int bmcPort) =>
    [
        "-accel", "tcg", "-machine", "q35", "-cpu", "max", "-smp", "2", "-m", "1024", "-nodefaults", "-nographic", "-no-reboot",
        "-kernel", files.Kernel, "-initrd", files.Initramfs, "-append", "console=ttyS0 quiet panic=-1",
        "-chardev", $"file,id=console,path={_directory.File("console")}", "-serial", "chardev:console",
        "-chardev", $"file,id=answer,path={_directory.File("answer")}", "-serial", "chardev:answer",
        "-drive", $"file={_directory.File("nvme")},if=none,format=raw,id=nvme", "-device", "nvme,serial=NVME0001,drive=nvme",
        "-drive", $"file={_directory.File("sata")},if=none,format=raw,id=sata", "-device", "ide-hd,serial=SATA0001,drive=sata,bus=ide.0",
        "-chardev", $"socket,id=bmc,host=127.0.0.1,port={bmcPort},reconnect=1",
        "-device", "ipmi-bmc-extern,id=bmc0,chardev=bmc", "-device", "isa-ipmi-kcs,bmc=bmc0",
    ];

    private static void Truncate(string path)
    {
        using var process = Process.Start("truncate", ["-s", DriveSize, path]);
        process.WaitForExit();
    }
}
