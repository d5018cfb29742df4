using System.Net.Sockets;
using Dcmon.Agent.Collectors.Containers.Engine;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>Where engines are listening.</summary>
/// <param name="chosen">Those that the settings name; empty for the usual ones.</param>
internal sealed class EngineSockets(IReadOnlyList<string> chosen)
{
    private static readonly string[] Usual = ["/run/docker.sock", "/run/podman/podman.sock"];

    private readonly IReadOnlyList<string> _paths = chosen.Count > 0 ? chosen : Usual;

    /// <summary>Those that are there, each once: Podman may be linked to where Docker would be.</summary>
    public IReadOnlyList<string> Present() => [.. _paths.Where(File.Exists).Select(Target).Distinct()];

    /// <summary>Why no engine can be queried, or null where one may be.</summary>
    public async Task<string?> WhyAbsentAsync(CancellationToken stop)
    {
        var present = Present();
        if (present.Count == 0) return $"there is no container engine: {string.Join(" and ", _paths)} do{(_paths.Count == 1 ? "es" : "")} not exist";
        var reasons = new List<string>();
        foreach (var path in present)
            if (await WhyForbiddenAsync(path, stop) is { } reason) reasons.Add($"{path}: {reason}");
            else return null;
        return string.Join("; ", reasons);
    }

    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>A user that may not use the socket has no engine; one that does not answer is another matter.</summary>
    private static async Task<string?> WhyForbiddenAsync(string path, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            return null;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.AccessDenied ? SocketProblem.Describe(error) : null;
        }
        catch (ArgumentException)
        {
            return "the path is too long for a socket";
        }
    }
}
