namespace Dcmon.GrainInterfaces.Dashboards;

/// <summary>How much people may keep in dashboards.</summary>
public static class DashboardLimits
{
    /// <summary>Dashboards that a user may have.</summary>
    public const int MaxPerUser = 100;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Panels on a dashboard.</summary>
    public const int MaxPanels = 60;

    /// <summary>Bytes of what is on a dashboard, as JSON.</summary>
    public const int MaxBytes = 256 * 1024;
}
