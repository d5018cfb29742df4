using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Files such as the kernel's, in a directory of a test.</summary>
internal static class TemporaryFiles
{
    /// <summary>Writes a file; its directory is made.</summary>
    public static void Write(this TemporaryDirectory directory, string name, string text)
    {
        var path = directory.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
