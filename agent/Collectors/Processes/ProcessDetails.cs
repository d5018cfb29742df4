using System.Text;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Parsing;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Identifies a process: its user, container and command line. Used only for the few that a report names.</summary>
/// <param name="files">Reads its files.</param>
/// <param name="users">Names of users.</param>
/// <param name="containers">Names of containers.</param>
/// <param name="commandLine">Whether to report its command line, which may hold secrets.</param>
internal sealed class ProcessDetails(ProcFiles files, UserNames users, ContainerTable containers, bool commandLine)
{
    /// <summary>The most characters of a command line that are reported.</summary>
    private const int LongestCommand = 500;

    private const int ShownOfId = 12; // as docker ps does

    /// <summary>Name, user, container and command line of a process; null where it has ended meanwhile.</summary>
    public ProcessEntry? Read(int pid)
    {
        if (!ProcessStatus.TryParse(files.Read(pid, "status"u8), out var status)) return null;
        return new ProcessEntry(pid, status.Name)
        {
            User = users[status.User],
            Container = ContainerId.Parse(files.Read(pid, "cgroup"u8)) is { } id ? NameOf(id) : null,
            Command = commandLine ? CommandLine(files.Read(pid, "cmdline"u8)) : null,
        };
    }

    /// <summary>
    /// The name, as the container's series have it; the start of the id of one that no engine lists (Kubernetes', or
    /// not listed yet).
    /// </summary>
    private string NameOf(string container) =>
        containers.List(TimeSpan.MaxValue)?.FirstOrDefault(each => each.Id == container)?.Name ?? container[..ShownOfId];

    /// <summary>Arguments end with a NUL each; threads of the kernel have none.</summary>
    private static string? CommandLine(ReadOnlySpan<byte> arguments) =>
        PlainText.Line(Encoding.UTF8.GetString(arguments), LongestCommand) is { Length: > 0 } line ? line : null;
}
