using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Tools;

/// <summary>
/// Starts a program as the leader of a session of its own, so that whatever it starts can be killed with it, also
/// children whose parent is gone. <c>setsid</c> execs in place where its caller leads no group, which a new child never
/// does: the process is the program.
/// </summary>
internal sealed partial class KillGroup
{
    private const int Kill9 = 9;

    private static readonly string? Setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    private readonly ILogger _logger;

    /// <summary>Looks for <c>setsid</c>.</summary>
    public KillGroup(ILogger logger)
    {
        _logger = logger;
        if (Setsid is null) NoSetsid();
    }

    /// <summary>How to start a program.</summary>
    public ProcessStartInfo Start(string path, IReadOnlyList<string> arguments) =>
        Setsid is null ? new ProcessStartInfo(path, arguments) : new ProcessStartInfo(Setsid, [path, .. arguments]);

    /// <summary>Kills a program and all that it started; what is gone already does not matter.</summary>
    public static void Kill(Process process)
    {
        try
        {
            // First by parentage, while there is one: it finds those that have made a session of their own.
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or is another user's: then the signal to the group is all that is left.
        }

        KillLeftovers(process.Id);
    }

    /// <summary>Kills what is left of the group of a program that has ended.</summary>
    public static void KillLeftovers(int id)
    {
        if (Setsid is not null) Signal(-id, Kill9);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LoggerMessage(LogLevel.Warning, "There is no /usr/bin/setsid: orphaned children of tools may outlive them. Install util-linux.")]
    private partial void NoSetsid();
}
