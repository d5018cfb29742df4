using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>Queries NVMe drives with nvme-cli, where smartctl is missing. The kernel identifies the drive.</summary>
internal sealed class NvmeCliTool(ToolQuestion ask, BlockDrives drives, TimeSpan timeout) : IDriveTool
{
    /// <summary>Name of the program.</summary>
    public const string Program = "nvme";

    /// <inheritdoc/>
    public Task<IReadOnlyList<DriveAddress>> ScanAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<DriveAddress>>([]);

    /// <inheritdoc/>
    public async Task<DriveAnswer> AskAsync(DriveAddress drive, CancellationToken stop)
    {
        if (!drive.IsNvme) return default;
        var call = new ToolCall(Program, ["smart-log", drive.Path, "-o", "json"], timeout) { Lane = $"{Program} {drive.Name}" };
        var result = await ask(call, stop);
        if (result.ExitCode != 0)
            throw new FormatException(result.Error.Length > 0 ? result.Error : $"nvme could not read the drive (exit status {result.ExitCode})");
        return new DriveAnswer(NvmeCliParser.Parse(result.Output, drives.Identity(drive)));
    }
}
