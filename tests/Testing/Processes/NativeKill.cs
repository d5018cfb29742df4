using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dcmon.Testing.Processes;

/// <summary><c>kill(2)</c>: .NET itself sends SIGKILL only.</summary>
public static class NativeKill
{
    /// <summary>Sends a signal.</summary>
    public static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0) throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
