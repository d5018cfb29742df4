using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Scripts;

namespace Dcmon.Agent.Cli;

/// <summary>What the settings name and this machine does not have. None of it keeps the agent from running.</summary>
internal static class MachineCheck
{
    /// <summary>Each thing in a line.</summary>
    public static IEnumerable<string> Warnings(CollectorSettings settings) => [.. Scripts(settings.Scripts), .. Targets(settings)];

    private static List<string> Scripts(ScriptsSettings settings)
    {
        var warnings = new List<string>();
        if (!settings.Enabled || !Directory.Exists(settings.Directory)) return warnings;
        try
        {
            var scripts = new ScriptDirectory(settings.Directory).List((file, problem) => warnings.Add($"collect.scripts: {file} is not run: {problem}."));
            foreach (var job in settings.Jobs.Keys.Where(job => scripts.All(each => each.Name != job)))
                warnings.Add($"collect.scripts.jobs.{job}: there is no such script that may be run in {settings.Directory}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            warnings.Add($"collect.scripts: {error.Message}.");
        }

        return warnings;
    }

    private static IEnumerable<string> Targets(CollectorSettings settings) =>
        from target in settings.Scrape
        where target.Value.Enabled
        from path in new[] { target.Value.Socket, target.Value.CaFile, target.Value.BearerFile }
        where path.Length > 0 && !File.Exists(path)
        select $"collect.scrape.{target.Key}: there is no {path}, or it cannot be seen.";
}
