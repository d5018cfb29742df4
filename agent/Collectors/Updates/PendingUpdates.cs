namespace Dcmon.Agent.Collectors.Updates;

/// <summary>What a package manager reports about this machine.</summary>
/// <param name="All">Packages that could be updated, the security ones included.</param>
/// <param name="Security">Packages that could be updated for the sake of security.</param>
/// <param name="RebootRequired">An update waits for a restart; null where the package manager does not report it.</param>
internal sealed record PendingUpdates(int All, int Security, bool? RebootRequired);
