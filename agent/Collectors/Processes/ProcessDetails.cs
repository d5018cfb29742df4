using System.Text;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Tells who a process is: asked only of the few that a report names.</summary>
/// <param name="files">Reads its files.</param>
/// <param name="users">Names of users.</param>
/// <param name="commandLine">Whether to tell its command line, which may hold secrets.</param>
internal sealed class ProcessDetails(ProcFiles files, UserNames users, bool commandLine)
{
    /// <summary>The most characters of a command line that are told.</summary>
    private const int LongestCommand = 500;

    /// <summary>Name, user, container and command line of a process; null where it has ended meanwhile.</summary>
    public ProcessEntry? Read(int pid)
    {
        if (!ProcessStatus.TryParse(files.Read(pid, "status"u8), out var status)) return null;
        return new ProcessEntry(pid, status.Name)
        {
            User = users[status.User],
            Container = ContainerId.Parse(files.Read(pid, "cgroup"u8)),
            Command = commandLine ? CommandLine(files.Read(pid, "cmdline"u8)) : null,
        };
    }

    /// <summary>Arguments end with a NUL each; threads of the kernel have none.</summary>
    private static string? CommandLine(ReadOnlySpan<byte> arguments) =>
        PlainText.Line(Encoding.UTF8.GetString(arguments), LongestCommand) is { Length: > 0 } line ? line : null;
}
