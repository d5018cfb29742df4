namespace Dcmon.Agent.Tests.Support;

/// <summary>What real machines' tools said, in files beside the tests.</summary>
internal static class Fixture
{
    /// <summary>The bytes of a file below the tests' directory, such as <c>Collectors/Smart/Fixtures/asleep.json</c>.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The text of a file.</summary>
    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>All files of a directory, by name.</summary>
    public static IEnumerable<byte[]> All(string directory) =>
        Directory.EnumerateFiles(PathOf(directory)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
