using System.Text.RegularExpressions;

namespace Dcmon.Silo.Backups;

/// <summary>
/// What a backup contains of the data directory: everything that a server needs to continue where it was.
/// </summary>
internal static partial class BackedUpFiles
{
    /// <summary>The series.</summary>
    public const string Series = "series.db";

    /// <summary>
    /// The databases, in the order in which they are copied. The registrations come last: a machine that enrols in
    /// between is then known without series, rather than unknown with series.
    /// </summary>
    public static readonly IReadOnlyList<string> Databases = [Series, "grains.db"];

    /// <summary>
    /// Directories of small files: <c>pki</c> has the CA that agents pin, <c>keys</c> the keys that protect session
    /// cookies.
    /// </summary>
    public static readonly IReadOnlyList<string> Directories = ["pki", "keys"];

    /// <summary>
    /// The small files that are there, as names within the data directory. The server's own certificate is left out: it
    /// renews it by itself, perhaps just now, and issues one for the machine that it is restored on.
    /// </summary>
    public static IEnumerable<string> SmallFiles(string data) =>
        from directory in Directories
        let path = Path.Combine(data, directory)
        where Directory.Exists(path)
        from file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        let name = Path.GetFileName(file)
        where IsName($"{directory}/{name}") && !name.StartsWith("server.", StringComparison.Ordinal)
            && !name.EndsWith(".new", StringComparison.Ordinal)
        select $"{directory}/{name}";

    /// <summary>Whether a backup may hold a file of that name. No other is ever written from one.</summary>
    public static bool IsName(string name) => Databases.Contains(name) || SmallName().IsMatch(name);

    [GeneratedRegex(@"\A(pki|keys)/[A-Za-z0-9_-][A-Za-z0-9._-]*\z")]
    private static partial Regex SmallName();
}
