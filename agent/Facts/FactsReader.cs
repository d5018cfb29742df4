using System.Runtime.InteropServices;
using Dcmon.Agent.Linux;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Facts;

/// <summary>
/// Finds out what this machine is by its files. What cannot be read is left out: not every machine has all of it.
/// </summary>
internal sealed class FactsReader(Roots roots)
{
    /// <summary>Reads all facts.</summary>
    public MachineFacts Read()
    {
        var cpu = CpuFacts.Parse(Text(roots.InProc("cpuinfo")) ?? "");
        return new MachineFacts(
            Line(roots.InProc("sys/kernel/hostname")) ?? "unnamed",
            Line(roots.InEtc("machine-id")),
            OsRelease.PrettyName(Text(roots.InEtc("os-release")) ?? ""),
            Line(roots.InProc("sys/kernel/osrelease")),
            Architecture(),
            Short(cpu.Model),
            cpu.Cores > 0 ? cpu.Cores : null,
            MemoryBytes(),
            Dmi("board_vendor"),
            Dmi("board_name"),
            DriveReader.Read(roots),
            AgentVersion.WithBuild)
        {
            BootId = Line(roots.InProc("sys/kernel/random/boot_id")),
            BootTime = BootInfo.ParseTime(Text(roots.InProc("stat")))?.ToUnixTimeMilliseconds(),
            SystemVendor = Dmi("sys_vendor"),
            SystemModel = Dmi("product_name"),
            SystemSerial = Dmi("product_serial"),
            BiosVersion = Dmi("bios_version"),
        };
    }

    /// <summary>The first line of a file, or null where there is none or it is empty.</summary>
    internal static string? Line(string path) => Text(path) is { } text ? Short(text.Trim().Split('\n')[0].Trim()) : null;

    /// <summary>A text within the limits of the protocol, or null for an empty one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Characters that it may have.</param>
    internal static string? Short(string? text, int longest = WireLimits.MaxFactLength) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Length <= longest ? text : text[..longest];

    private static string Architecture() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Some DMI files are for root only; a drive may have gone since its directory was listed.
            return null;
        }
    }

    private string? Dmi(string name) => Line(roots.InSys("class/dmi/id/" + name));

    private long? MemoryBytes() => MemInfo.ParseTotal(Text(roots.InProc("meminfo"))) is var bytes && double.IsNaN(bytes) ? null : (long)bytes;
}
