using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Service;

/// <summary>
/// Serves the agent's status on a unix socket: one JSON document a connection. The socket is for the
/// agent's user and group alone. Without it the agent works all the same.
/// </summary>
internal sealed partial class StatusServer(StatusReader status, string path, TimeProvider time, ILogger<StatusServer> logger)
    : BackgroundService
{
    private const UnixFileMode OurGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterProblem = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            using var listener = Listen();
            while (true) await AnswerNextAsync(listener, stop);
        }
        catch (OperationCanceledException)
        {
            Remove();
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            NotListening(path, error.Message);
        }
    }

    private Socket Listen()
    {
        // What an agent that was killed left; another one that runs is kept away by the spool's lock.
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, OurGroup);
            listener.Listen();
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private void Remove()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its directory is gone already: the service manager may be quicker.
        }
    }

    private async Task AnswerNextAsync(Socket listener, CancellationToken stop)
    {
        try
        {
            using var caller = await listener.AcceptAsync(stop);
            using var limit = new CancellationTokenSource(LongestAnswer, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
            await using var stream = new NetworkStream(caller);
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(status.Read(), StatusJson.Default.StatusDocument), either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A caller that does not read.
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            // A caller that went away, or too many open files: nothing that the next one should suffer from.
            await Task.Delay(PauseAfterProblem, time, stop);
        }
    }

    [LoggerMessage(LogLevel.Warning, "'dcmon-agent status' will not work: {Path} cannot be used: {Problem}.")]
    private partial void NotListening(string path, string problem);
}
