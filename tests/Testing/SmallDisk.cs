using System.Diagnostics;

namespace Dcmon.Testing;

/// <summary>
/// A small disk of its own, to fill or to break. It is unmounted, and its directory goes, when it is disposed or this
/// process ends, however that comes about: its owner is a shell that waits for our end of a pipe.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private const string Script = """
        dir=$1
        exec 2>&1
        trap 'cd /; umount -l "$dir/disk"; rm -rf "$dir"' EXIT
        mkdir "$dir/disk"
        """;

    private const string InMemory = """
        mount -t tmpfs -o size="$2" tmpfs "$dir/disk" || exit 1
        """;

    private const string InFile = """
        truncate -s "$2" "$dir/image" && mkfs.ext4 -q -F "$dir/image" && mount -o loop,errors=remount-ro "$dir/image" "$dir/disk" || exit 1
        """;

    private const string Wait = """
        echo ready
        read -r _
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("dcmon-disk-").FullName;
    private readonly Process _owner;

    private SmallDisk(string mount, long bytes)
    {
        _owner = Process.Start(new ProcessStartInfo("sh", ["-c", string.Join('\n', Script, mount, Wait), "sh", _directory, $"{bytes}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = new List<string>();
        while (_owner.StandardOutput.ReadLine() is { } line && line != "ready") said.Add(line);
        if (said.Count == 0 && !_owner.HasExited) return;
        Dispose();
        throw new InvalidOperationException($"These tests mount disks of their own, which takes root's rights: {string.Join(' ', said)}");
    }

    public string Path => System.IO.Path.Combine(_directory, "disk");

    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    private string Image => System.IO.Path.Combine(_directory, "image");

    /// <summary>A disk in memory.</summary>
    public static SmallDisk Memory(long bytes) => new(InMemory, bytes);

    /// <summary>A disk in a file (ext4), which turns read-only when something is wrong with it.</summary>
    public static SmallDisk Ext4(long bytes) => new(InFile, bytes);

    /// <summary>Leaves so many bytes free, or fewer where there are fewer.</summary>
    public void Fill(long leave)
    {
        MakeRoom();
        using var filler = File.Create(Filler);
        var chunk = new byte[4096];
        while (Free > leave)
        {
            filler.Write(chunk);
            filler.Flush();
        }
    }

    /// <summary>Takes back what <see cref="Fill"/> did.</summary>
    public void MakeRoom() => File.Delete(Filler);

    /// <summary>Has the file system find an error in itself: it turns read-only while files are open.</summary>
    public void Break()
    {
        var device = Run("findmnt", "-n", "-o", "SOURCE", Path).Trim();
        File.WriteAllText($"/sys/fs/ext4/{System.IO.Path.GetFileName(device)}/trigger_fs_error", "test");
    }

    /// <summary>Repairs the file system and mounts it anew; no file of it may be open.</summary>
    public void Repair()
    {
        Run("umount", Path);
        // Its exit status says that there was something to mend.
        Run("sh", "-c", "e2fsck -fy \"$1\" || [ $? -eq 1 ]", "sh", Image);
        Run("mount", "-o", "loop,errors=remount-ro", Image, Path);
    }

    public void Dispose()
    {
        _owner.StandardInput.Close();
        _owner.WaitForExit();
        _owner.Dispose();
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec 2>&1; exec \"$@\"", "sh", program, .. arguments]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
    }
}
