using System.Net.Sockets;
using System.Text;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tools;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// Asks a BMC for those who may use its socket but not the device: <see cref="BmcQuestion"/>s and nothing else, one at a
/// time, each bounded in time and size. Who asks meanwhile waits.
/// </summary>
/// <param name="bmc">The BMC.</param>
/// <param name="longestRun">How long an answer may take, whatever the caller waits for.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Logs what is refused.</param>
internal sealed partial class BmcHelper(IBmcAccess bmc, TimeSpan longestRun, TimeProvider time, ILogger<BmcHelper> logger)
{
    /// <summary>The most bytes of a question: more than the longest has.</summary>
    public const int MostQuestion = 256;

    /// <summary>How long a caller may take to ask, and to read the answer.</summary>
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseAfterProblem = TimeSpan.FromSeconds(1);

    /// <summary>Answers until it is stopped.</summary>
    /// <param name="listener">Where callers connect.</param>
    /// <param name="stop">Stops it; a tool that runs is killed.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(Socket listener, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                using var caller = await listener.AcceptAsync(stop);
                await using var stream = new NetworkStream(caller);
                await AnswerAsync(stream, stop);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // A caller that does not ask, does not read, or has gone.
            }
            catch (IOException)
            {
                // Likewise, in the midst of a message.
            }
            catch (SocketException)
            {
                // Too many open files: nothing that the next one should suffer from.
                await Task.Delay(PauseAfterProblem, time, stop);
            }
        }
    }

    private async Task AnswerAsync(Stream caller, CancellationToken stop)
    {
        byte[] answer;
        try
        {
            var text = Encoding.UTF8.GetString(await InTimeAsync(limit => HelperMessage.ReadAsync(caller, MostQuestion, limit), stop));
            var question = BmcQuestion.TryParse(text)
                ?? throw new FormatException($"the question '{PlainText.Line(text)}', which is not on its list");
            answer = ToolAnswer.Of(await AskAsync(question, caller, stop));
        }
        catch (FormatException error)
        {
            Refused(error.Message);
            answer = ToolAnswer.Of(new ToolException($"the BMC helper refuses {error.Message}"));
        }
        catch (ToolException error)
        {
            answer = ToolAnswer.Of(error);
        }

        await InTimeAsync(
            async limit =>
            {
                await HelperMessage.WriteAsync(caller, answer, limit);
                return true;
            },
            stop);
    }

    /// <summary>Runs the tool until it answers, or the caller has gone; one that talks on counts as gone.</summary>
    private async Task<ToolResult> AskAsync(BmcQuestion question, Stream caller, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task departure = caller.ReadAsync(new byte[1], over.Token).AsTask();
        var answer = bmc.AskAsync(question, longestRun, over.Token);
        await Task.WhenAny(answer, departure);
        await over.CancelAsync();
        await departure.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await answer;
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> transfer, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(LongestTransfer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        return await transfer(either.Token);
    }

    [LoggerMessage(LogLevel.Warning, "Refused {Problem}.")]
    private partial void Refused(string problem);
}
