using System.Security.Cryptography;
using System.Text;

namespace Dcmon.Silo.Backups;

/// <summary>
/// The first file of a backup: SHA-256 and name of each of the others, as <c>sha256sum</c> writes and checks them, so
/// that a backup can also be checked without dcmon.
/// </summary>
internal sealed class Manifest(IReadOnlyDictionary<string, string> sums)
{
    /// <summary>Its name in the archive.</summary>
    public const string Name = "SHA256SUMS";

    /// <summary>Most bytes that are read.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>Names of the files, in order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. sums.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The SHA-256 of a file; null where it is not listed.</summary>
    public string? this[string name] => sums.GetValueOrDefault(name);

    /// <summary>The SHA-256 of the rest of a stream, in lower-case hexadecimal.</summary>
    public static string SumOf(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Parses a manifest.</summary>
    /// <exception cref="BackupException">It is malformed.</exception>
    public static Manifest Read(Stream content)
    {
        using var text = new MemoryStream();
        content.CopyTo(text);
        if (text.Length > MaxLength) throw new BackupException("Its list of checksums is too long.");
        var sums = new Dictionary<string, string>();
        foreach (var line in Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split("  ", 2) is not [{ Length: 64 } sum, var name] || !BackedUpFiles.IsName(name)
                || !sums.TryAdd(name, sum))
                throw new BackupException("Its list of checksums is damaged.");
        return new Manifest(sums);
    }

    /// <summary>The text of the manifest.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(Names.Select(name => $"{this[name]}  {name}\n")));
}
