using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>What is shipped, built by the scripts that ship it; once for all tests.</summary>
internal static class Published
{
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(10);
    private static readonly Lazy<Task<string>> Built = new(() => BuildAsync("build-agent"));
    private static readonly Lazy<Task<string>> Server = new(() => BuildAsync("build-server"));
    private static readonly Lazy<Task<string>> Packed = new(() => BuildAsync("build-deb"));

    /// <summary>The program, one file.</summary>
    public static async Task<string> AgentAsync() => Path.Combine(Folder, (await Built.Value).Split(' ')[0]);

    /// <summary>The archive with the program, <c>install-agent</c> and what it installs.</summary>
    public static async Task<string> ArchiveAsync() => Path.Combine(Folder, (await Built.Value).Split(' ')[^1]);

    /// <summary>The Debian package.</summary>
    public static async Task<string> PackageAsync() => Path.Combine(Folder, await Packed.Value);

    /// <summary>The server's folder.</summary>
    public static async Task<string> ServerAsync() => Path.Combine(Folder, await Server.Value);

    /// <summary>The repository.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Programs.Path("build-agent"))!, ".."));

    /// <summary>Runs one of the scripts for this machine's architecture; its last line names what it made.</summary>
    private static async Task<string> BuildAsync(string script)
    {
        // The package is made of what the other one builds: a file in use must not be replaced.
        if (script == "build-deb") await Built.Value;
        await using var run = Programs.Start(script, "x64");
        var code = await run.WaitForExitAsync(LongestBuild);
        Assert.True(code == 0, $"{script} ended with {code}:\n{string.Join('\n', run.Log)}");
        return run.Output[^1];
    }
}
