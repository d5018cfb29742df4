using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Queries drives with smartctl, which supports all kinds. It leaves sleeping SATA and SAS drives alone; NVMe ones wake by
/// themselves.
/// </summary>
internal sealed class SmartctlTool(ToolQuestion ask, TimeSpan timeout) : IDriveTool
{
    /// <summary>Name of the program.</summary>
    public const string Program = "smartctl";

    private static readonly string[] Questions =
        ["-j", "-n", $"standby,{SmartctlStatus.AsleepStatus}", "-i", "-H", "-A", "-l", "selftest", "-l", "error", "-l", "devstat,1", "-l", "ssd"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DriveAddress>> ScanAsync(CancellationToken stop)
    {
        // Not --scan-open: that would open, and wake, all drives.
        var result = await ask(new ToolCall(Program, ["--scan", "-j"], timeout) { Lane = Program + " --scan" }, stop);
        return SmartctlScan.Parse(result.Output);
    }

    /// <inheritdoc/>
    public async Task<DriveAnswer> AskAsync(DriveAddress drive, CancellationToken stop)
    {
        string[] type = drive.Type is null ? [] : ["-d", drive.Type];
        // A lane for each drive: one that hangs in the kernel holds up no other.
        var call = new ToolCall(Program, [.. Questions, .. type, drive.Path], timeout) { Lane = $"{Program} {drive.Name}" };
        var result = await ask(call, stop);
        var answer = SmartctlParser.Parse(result.Output);
        if (answer.Status.Asleep) return new DriveAnswer(null, Asleep: true);
        if (answer.IsRaidVolume) return default;
        return answer.Problem is { } problem ? throw new FormatException(problem) : new DriveAnswer(answer.Reading);
    }
}
