using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>Queries one BMC with ipmitool.</summary>
internal sealed class BmcClient(IBmcAccess access, ToolRunner tools)
{
    /// <summary>Name of the program.</summary>
    public const string Tool = "ipmitool";

    private const string NoSession = "Unable to establish", NoDevice = "Could not open device";

    /// <summary>A file of what sensors the BMC has, made by <see cref="SdrCache"/>; null to read them from the BMC each time.</summary>
    public string? SensorRepository { get; set; }

    /// <summary>Runs one command.</summary>
    /// <param name="command">As on ipmitool's command line.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ToolException">It cannot be run, takes too long, or prints nothing but an error.</exception>
    public async Task<string> RunAsync(IEnumerable<string> command, TimeSpan timeout, CancellationToken stop)
    {
        var result = await CallAsync(command, null, timeout, stop);
        if (result.ExitCode != 0 && result.Output.AsSpan().Trim((byte)'\n').IsEmpty) throw Refused(result);
        return result.Text;
    }

    /// <summary>Runs several commands in one session. Those that fail print nothing.</summary>
    /// <returns>What each printed, and what ipmitool complained about.</returns>
    /// <exception cref="ToolException">It cannot be run, takes too long, or none has an answer.</exception>
    public async Task<(IReadOnlyDictionary<string, string> Output, string Complaints)> RunAsync(
        BmcBatch batch, TimeSpan timeout, CancellationToken stop)
    {
        var result = await CallAsync(["exec", "/dev/stdin"], batch.ToString(), timeout, stop);
        var output = BmcBatch.Split(result.Text);
        return output.Values.Any(each => !string.IsNullOrWhiteSpace(each)) ? (output, result.Error) : throw Refused(result);
    }

    private Task<ToolResult> CallAsync(IEnumerable<string> command, string? input, TimeSpan timeout, CancellationToken stop)
    {
        string[] repository = SensorRepository is { } path ? ["-S", path] : [];
        return tools.RunAsync(
            new ToolCall(Tool, [.. access.Arguments(), .. repository, .. command], timeout) { Input = input, Lane = access.Lane }, stop);
    }

    /// <summary>True where ipmitool could not open a session: no other request would be answered either.</summary>
    public static bool IsUnreachable(ToolException error) =>
        error.Message.Contains(NoSession, StringComparison.Ordinal) || error.Message.Contains(NoDevice, StringComparison.Ordinal);

    private static ToolException Refused(ToolResult result) => new(Reason(result.Error) is { Length: > 0 } reason ? reason : $"ipmitool ended with {result.ExitCode}");

    /// <summary>
    /// ipmitool's complaint without the remarks that it makes at every call: where the user's rights are few, and where
    /// its list of makers is not installed.
    /// </summary>
    internal static string Reason(string error)
    {
        error = error.Replace("IANA PEN registry open failed: No such file or directory", "", StringComparison.Ordinal);
        const string Remark = "Get HPM.x Capabilities request failed, compcode = ";
        var at = error.IndexOf(Remark, StringComparison.Ordinal);
        if (at >= 0) error = error.Remove(at, Math.Min(Remark.Length + 2, error.Length - at));
        error = error.Trim().TrimEnd('.');
        return error.Contains(NoSession, StringComparison.Ordinal)
            ? "no session: it does not answer, or user, password, privilege or cipher suite are not right (Unable to establish IPMI v2 / RMCP+ session)"
            : error;
    }
}
