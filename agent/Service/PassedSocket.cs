using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Dcmon.Agent.Service;

/// <summary>The socket on which the service manager listens for this process (<c>sd_listen_fds(3)</c>).</summary>
internal static partial class PassedSocket
{
    private const int First = 3;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>Takes it; null where there is none, or more than one. To be called once.</summary>
    public static Socket? Take()
    {
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (Environment.GetEnvironmentVariable("LISTEN_PID") != process || Environment.GetEnvironmentVariable("LISTEN_FDS") != "1") return null;
        // No program that is run must hold it open.
        _ = Control(First, SetDescriptorFlags, CloseOnExec);
        return new Socket(new SafeSocketHandle(First, ownsHandle: true));
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);
}
