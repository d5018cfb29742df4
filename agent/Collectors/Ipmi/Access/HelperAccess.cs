using System.Net.Sockets;
using System.Text;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// Asks this machine's own BMC through <see cref="BmcHelper"/>, a process that has the right to the device, which the
/// agent has not.
/// </summary>
/// <param name="socket">Path of the helper's socket.</param>
/// <param name="bmc">The BMC.</param>
/// <param name="mostOutput">The most that a tool may print, bytes.</param>
/// <param name="time">The clock.</param>
internal sealed class HelperAccess(string socket, LocalBmc bmc, long mostOutput, TimeProvider time) : IBmcAccess
{
    /// <summary>How the message begins where nobody answers at all.</summary>
    public const string NoHelper = "the BMC helper does not run";

    private const string Log = "see: journalctl -u dcmon-agent-bmc";

    /// <summary>An answer's first line, with what the tool complained about.</summary>
    private const int MostHead = 64 * 1024;

    /// <inheritdoc/>
    public string? Name => bmc.Name;

    /// <inheritdoc/>
    public string? WhyAbsent() => bmc.WhyMissing();

    /// <inheritdoc/>
    public async Task<ToolResult> AskAsync(BmcQuestion question, TimeSpan timeout, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            if (!File.Exists(socket)) throw Unreachable("it is not there");
            await using var stream = await SocketStream.OpenAsync(socket, either.Token);
            await HelperMessage.WriteAsync(stream, Encoding.UTF8.GetBytes(question.Text), either.Token);
            var answer = await HelperMessage.ReadAsync(stream, mostOutput + MostHead, either.Token);
            return ToolAnswer.TryParse(answer) ?? throw new ToolException("what the BMC helper says is no answer");
        }
        catch (SocketException error)
        {
            throw Unreachable(error.Message);
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            throw new ToolException($"the BMC helper ended without an answer ({error.Message}); {Log}", error);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ToolException($"the BMC helper: no answer within {timeout.TotalSeconds:0.###} s; {Log}");
        }
    }

    private ToolException Unreachable(string reason) =>
        new($"{NoHelper}, or this user may not ask it ({socket}: {reason}); see: systemctl status dcmon-agent-bmc.socket");
}
