using System.Text.RegularExpressions;
using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>
/// The directory of scripts. What somebody else than root and the agent's own user could have put there is not run.
/// </summary>
internal sealed partial class ScriptDirectory(string path)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>
    /// The scripts that may be run, by name. Files that are hidden, a backup, or not executable are none.
    /// </summary>
    /// <param name="trouble">Called for each file that may not: its name and why.</param>
    /// <exception cref="IOException">The directory cannot be read, or is not to be trusted.</exception>
    public IReadOnlyList<Script> List(Action<string, string> trouble)
    {
        if (FileOwner.WhyUntrusted(path) is { } objection) throw new IOException($"{path} is not used: {objection}");
        var scripts = new List<Script>();
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
        {
            var name = System.IO.Path.GetFileName(file);
            if (Backup().IsMatch(name) || !FilePermissions.IsExecutable(file)) continue;
            var script = new Script(name.Split('.')[0], file);
            var problem = WhyNotRun(script);
            if (problem is null && scripts.Exists(each => each.Name == script.Name)) problem = "another file has the same name up to the first dot";
            if (problem is null) scripts.Add(script);
            else trouble(name, problem);
        }

        return scripts;
    }

    /// <summary>Why a script may not be run, or null.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string? WhyNotRun(Script script)
    {
        if (!Name().IsMatch(script.Name)) return "its name up to the first dot must be 1 to 40 of a-z, 0-9, _ and -";
        if (File.ResolveLinkTarget(script.Path, returnFinalTarget: true) is { } target
            && System.IO.Path.GetDirectoryName(target.FullName) != path)
            return $"it is a link that leads out of the directory: write a script that runs {target.FullName}";
        return FileOwner.WhyUntrusted(path) ?? FileOwner.WhyUntrusted(script.Path);
    }

    /// <summary>What editors and package managers leave behind, and hidden files.</summary>
    [GeneratedRegex(@"^\.|~$|\.(bak|swp|dpkg-[a-z]+|rpm(new|orig|save))$")]
    private static partial Regex Backup();

    [GeneratedRegex("^[a-z0-9_-]{1,40}$")]
    private static partial Regex Name();
}
