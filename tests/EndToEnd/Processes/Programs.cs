using System.Reflection;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Processes;

/// <summary>Where the programs under test were built to.</summary>
internal static class Programs
{
    /// <summary>The path of a program, such as <c>dcmon-web</c>; an absolute path is its own.</summary>
    public static string Path(string name)
    {
        if (System.IO.Path.IsPathRooted(name)) return name;
        var path = typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(each => each.Key == $"Program:{name}").Value!;
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing; build this project, not only its assembly.");
    }

    /// <inheritdoc cref="ProgramProcess.Start"/>
    public static ProgramProcess Start(string name, params IEnumerable<string> arguments) => ProgramProcess.Start(Path(name), arguments);

    /// <inheritdoc cref="ProgramProcess.RunAsync"/>
    public static Task<(int Code, string Output, string Log)> RunAsync(string name, params string[] arguments) =>
        ProgramProcess.RunAsync(Path(name), arguments);
}
