namespace Dcmon.Grains.Dashboards;

/// <summary>
/// What is on a dashboard: its newest version and the one before, since the newest counts only once the dashboard's head is stored.
/// </summary>
public sealed record DashboardContentState
{
    /// <summary>The newest version, JSON; null: there is none.</summary>
    public string? Content { get; init; }

    /// <summary>The number of the newest version; 0 where it was stored before versions were.</summary>
    public int Version { get; init; }

    /// <summary>The version before, JSON; null: there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>A version; null where it is not here.</summary>
    public string? Find(int version) => version == Version || Version == 0 ? Content : version == Version - 1 ? Previous : null;

    /// <summary>With a new version, or another content for the newest, whose head was not stored.</summary>
    public DashboardContentState With(string content, int version) => version == Version
        ? this with { Content = content }
        : new() { Content = content, Version = version, Previous = Content };
}
