using System.Text.Json;
using Dcmon.GrainInterfaces.Dashboards;

namespace Dcmon.Web.Dashboards;

/// <summary>A dashboard.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that a person gave it; untrusted text.</param>
/// <param name="Owner">The user who made it.</param>
/// <param name="Shared">Whether all users see it.</param>
/// <param name="Changed">When it was changed last, Unix milliseconds.</param>
/// <param name="Version">Counts its changes; a change names the one that it is based on.</param>
/// <param name="Content">What is on it.</param>
public sealed record DashboardView(string Id, string Name, string Owner, bool Shared, long Changed, int Version, JsonElement Content)
{
    /// <summary>The view of a dashboard.</summary>
    internal static DashboardView Of(DashboardHead head, string content)
    {
        using var document = JsonDocument.Parse(content);
        return new DashboardView(head.Id, head.Name, head.Owner, head.Shared, head.Changed, head.Version, document.RootElement.Clone());
    }
}

/// <summary>A dashboard to be.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Shared">Whether all users shall see it; no, if left out.</param>
/// <param name="Content">An object whose <c>panels</c> is an array of at most 60 objects; at most 256 KiB in all.</param>
/// <param name="Version">The version that was changed; only to replace one.</param>
public sealed record DashboardRequest(string? Name, bool Shared, JsonElement Content, int? Version = null)
{
    /// <summary>As the dashboards' grain takes it.</summary>
    internal DashboardDraft ToDraft() =>
        new(Name ?? "", Shared, Content.ValueKind == JsonValueKind.Undefined ? "" : JsonSerializer.Serialize(Content));
}
