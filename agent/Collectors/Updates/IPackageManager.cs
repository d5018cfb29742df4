using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>A package manager, queried without changing anything and without refreshing its lists.</summary>
internal interface IPackageManager
{
    /// <summary>Files and directories of which one has a new time when installed packages or lists change.</summary>
    IReadOnlyList<string> Database { get; }

    /// <summary>Finds out what could be updated.</summary>
    /// <exception cref="ToolException">The package manager could not be run, or reports that it failed.</exception>
    Task<PendingUpdates> ReadAsync(CancellationToken stop);
}
