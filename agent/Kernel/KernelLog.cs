using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dcmon.Agent.Kernel;

/// <summary>
/// Reads the kernel's log record by record, from the oldest that the kernel still has. Where
/// <c>kernel.dmesg_restrict</c> is 1, this needs CAP_SYSLOG. Not safe for concurrent use.
/// </summary>
internal sealed partial class KernelLog : IDisposable
{
    private const int LongestRecord = 8192; // Of the kernel: CONSOLE_EXT_LOG_MAX.

    private readonly SafeFileHandle _device;
    private readonly byte[] _bytes = new byte[LongestRecord];
    private readonly char[] _text = new char[LongestRecord];

    /// <summary>Opens the device.</summary>
    /// <param name="path">Usually <c>/dev/kmsg</c>.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public KernelLog(string path)
    {
        const int readOnly = 0, nonBlocking = 0x800, closeOnExec = 0x80000;
        _device = Open(path, readOnly | nonBlocking | closeOnExec);
        if (!_device.IsInvalid) return;
        var error = Marshal.GetLastPInvokeError();
        var message = $"{path}: {Marshal.GetPInvokeErrorMessage(error)}";
        throw error is Errno.NotPermitted or Errno.AccessDenied
            ? new UnauthorizedAccessException(message + "; where kernel.dmesg_restrict is 1 it takes the capability CAP_SYSLOG")
            : new IOException(message);
    }

    /// <summary>Waits for records.</summary>
    /// <returns>False where there was none in time.</returns>
    public bool Wait(TimeSpan longest)
    {
        const short readable = 1;
        var descriptor = new PollDescriptor { File = (int)_device.DangerousGetHandle(), Events = readable };
        return Poll(ref descriptor, 1, (int)longest.TotalMilliseconds) > 0;
    }

    /// <summary>Reads the next record without waiting. Its text is valid until the next call.</summary>
    /// <returns>False where there is none now, or one of another form was passed over.</returns>
    /// <exception cref="IOException">The device cannot be read.</exception>
    public bool TryRead(out KernelRecord record)
    {
        record = default;
        while (true)
        {
            var length = Read(_device, _bytes, _bytes.Length);
            if (length > 0)
                return KernelRecord.TryParse(_text.AsSpan(0, Encoding.UTF8.GetChars(_bytes.AsSpan(0, (int)length), _text)), out record);
            if (length == 0) return false;
            switch (Marshal.GetLastPInvokeError())
            {
                case Errno.TryAgain: return false;
                // Interrupted; overwritten before it was read; longer than any record should be: go on with the next.
                case Errno.Interrupted or Errno.BrokenPipe or Errno.InvalidArgument: continue;
                case var error: throw new IOException($"the kernel's log: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _device.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle file, [Out] byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, ulong count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int File;
        public short Events;
        public short Returned;
    }

    private static class Errno
    {
        public const int NotPermitted = 1, Interrupted = 4, TryAgain = 11, AccessDenied = 13, InvalidArgument = 22, BrokenPipe = 32;
    }
}
