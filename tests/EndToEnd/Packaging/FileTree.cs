using System.Security.Cryptography;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>What lies below a directory, for a comparison of before and after.</summary>
internal static class FileTree
{
    /// <summary>
    /// Each file and directory with its mode and, for files, what is in it; without those whose path has one of these starts.
    /// </summary>
    public static SortedDictionary<string, string> List(string root, params string[] without)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", options))
        {
            var path = Path.GetRelativePath(root, entry.FullName);
            if (without.Any(start => path.StartsWith(start, StringComparison.Ordinal))) continue;
            all[path] = entry switch
            {
                { LinkTarget: { } target } => "-> " + target,
                FileInfo file => $"{file.UnixFileMode} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}",
                _ => entry.UnixFileMode.ToString(),
            };
        }

        return all;
    }

    /// <summary>Fails with what differs.</summary>
    public static void AssertSame(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        Assert.Empty(before.Except(after).Select(each => $"before: {each}").Concat(after.Except(before).Select(each => $"after: {each}")));

    /// <summary>What useradd and userdel keep of the files before.</summary>
    public static string[] UserBackups { get; } = ["etc/passwd-", "etc/group-", "etc/shadow-", "etc/gshadow-", "etc/.pwd.lock"];
}
