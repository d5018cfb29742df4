using System.Net.Sockets;
using Dcmon.Agent.Settings;

namespace Dcmon.Agent.Service;

/// <summary>The socket on which a running agent reports its status.</summary>
internal static class StatusSocket
{
    private const string Name = "status.sock";

    /// <summary>The runtime directory that the service's unit asks for.</summary>
    private const string ServiceDirectory = "/run/dcmon-agent";

    /// <summary>Where this process is to listen.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="runtimeDirectory">The service's runtime directory; null for a process that is no service.</param>
    public static string ListenPath(AgentSettings settings, string? runtimeDirectory) =>
        settings.Status.Socket.Length > 0 ? settings.Status.Socket : Path.Combine(runtimeDirectory ?? settings.State, Name);

    /// <summary>Where an agent with these settings may listen, the likeliest first.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="isStateNamed">True where the caller named a state directory, and so means an agent that is no service.</param>
    public static IEnumerable<string> CandidatePaths(AgentSettings settings, bool isStateNamed)
    {
        if (settings.Status.Socket.Length > 0) return [settings.Status.Socket];
        var own = Path.Combine(settings.State, Name);
        return isStateNamed ? [own] : [Path.Combine(ServiceDirectory, Name), own];
    }

    /// <summary>Reads the status from the first of these paths that answers.</summary>
    /// <exception cref="IOException">None answers; the message says how each failed.</exception>
    public static async Task<byte[]> ReadAsync(IEnumerable<string> paths, TimeSpan timeout, TimeProvider time, CancellationToken stop)
    {
        var problems = new List<string>();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                problems.Add($"{path} is not there");
                continue;
            }

            try
            {
                using var limit = new CancellationTokenSource(timeout, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), either.Token);
                await using var stream = new NetworkStream(socket);
                using var document = new MemoryStream();
                await stream.CopyToAsync(document, either.Token);
                return document.ToArray();
            }
            catch (SocketException error)
            {
                problems.Add($"{path}: {error.Message}");
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                problems.Add($"{path}: no answer within {timeout.TotalSeconds:0} s");
            }
        }

        throw new IOException($"No agent answers; is it running, and may this user use its socket? ({string.Join("; ", problems)})");
    }
}
