using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Filesystems;

/// <summary>statvfs(3) of 64-bit Linux; glibc and musl lay it out alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct StatVfs
{
    private readonly ulong _preferredBlockSize;

    /// <summary>Bytes a block, the unit of the counts of blocks (f_frsize).</summary>
    public readonly ulong BlockSize;

    /// <summary>Size of the filesystem, blocks.</summary>
    public readonly ulong Blocks;

    /// <summary>Free blocks.</summary>
    public readonly ulong FreeBlocks;

    /// <summary>Free blocks for users other than root.</summary>
    public readonly ulong AvailableBlocks;

    /// <summary>Inodes of the filesystem.</summary>
    public readonly ulong Inodes;

    /// <summary>Free inodes.</summary>
    public readonly ulong FreeInodes;

    private readonly ulong _availableInodes;
    private readonly ulong _id;
    private readonly ulong _flags;
    private readonly ulong _longestName;
    private fixed int _reserved[6];

    /// <summary>Asks the kernel. It may hang where the filesystem is on a server that is away.</summary>
    /// <returns>False where the kernel refuses, for whatever reason.</returns>
    public static bool TryRead(string path, out StatVfs result) => Call(path, out result) == 0;

    [LibraryImport("libc", EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Call(string path, out StatVfs result);
}
