using System.Reflection;

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
}
