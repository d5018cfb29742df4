using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>Queries one BMC.</summary>
internal sealed class BmcClient(IBmcAccess access)
{
    private const string NoSession = "Unable to establish", NoDevice = "Could not open device";

    /// <summary>Asks a question.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ToolException">It cannot be asked, takes too long, or prints nothing but an error.</exception>
    public async Task<string> AskAsync(BmcQuestion question, TimeSpan timeout, CancellationToken stop)
    {
        var result = await access.AskAsync(question, timeout, stop);
        return result.IsRefusal ? throw Refused(result) : result.Text;
    }

    /// <summary>Runs several commands in one session. Those that fail print nothing.</summary>
    /// <returns>What each printed, and what ipmitool complained about.</returns>
    /// <exception cref="ToolException">It cannot be asked, takes too long, or none has an answer.</exception>
    public async Task<(IReadOnlyDictionary<string, string> Output, string Complaints)> AskAsync(
        IReadOnlyList<BatchCommand> batch, TimeSpan timeout, CancellationToken stop)
    {
        var result = await access.AskAsync(BmcQuestion.Batch(batch), timeout, stop);
        var output = BmcBatch.Split(result.Text);
        return output.Values.Any(each => !string.IsNullOrWhiteSpace(each)) ? (output, result.Error) : throw Refused(result);
    }

    /// <summary>True where no session could be opened, or nobody asks: no other request would be answered either.</summary>
    public static bool IsUnreachable(ToolException error) =>
        error.Message.Contains(NoSession, StringComparison.Ordinal) || error.Message.Contains(NoDevice, StringComparison.Ordinal)
        || error.Message.StartsWith(HelperAccess.NoHelper, StringComparison.Ordinal);

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
