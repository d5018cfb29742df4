namespace Dcmon.Agent.Collectors.Scripts;

/// <summary>A program of the machine's owner.</summary>
/// <param name="Name">Its name in settings and labels: that of its file without what follows the first dot.</param>
/// <param name="Path">The absolute path of its file.</param>
internal sealed record Script(string Name, string Path)
{
    /// <summary>True where the name of its file says that it is a Nagios plugin.</summary>
    public bool LooksLikeNagios =>
        Name.StartsWith("check_", StringComparison.Ordinal) || Path.EndsWith(".nagios", StringComparison.Ordinal);
}
