using System.Text;
using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;

namespace Dcmon.Grains.Dashboards;

/// <summary>What a dashboard may be.</summary>
public static class DashboardRules
{
    /// <summary>The draft with its name trimmed.</summary>
    /// <exception cref="InvalidRequestException">Name or content break the rules.</exception>
    public static DashboardDraft Check(DashboardDraft draft)
    {
        var problems = new RequestProblems();
        var name = draft.Name.Trim();
        if (name.Length is 0 or > DashboardLimits.MaxNameLength || name.Any(char.IsControl))
            problems.Add("name", $"must have 1 to {DashboardLimits.MaxNameLength} characters, and no control characters.");
        problems.Add("content", ProblemOf(draft.Content));
        problems.ThrowIfAny();
        return draft with { Name = name };
    }

    private static string? ProblemOf(string content)
    {
        const string noPanels = "must be an object with an array 'panels'.";
        if (Encoding.UTF8.GetByteCount(content) > DashboardLimits.MaxBytes) return "must be at most 256 KiB.";
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("panels", out var panels)
                || panels.ValueKind != JsonValueKind.Array)
                return noPanels;
            return panels.GetArrayLength() <= DashboardLimits.MaxPanels
                && panels.EnumerateArray().All(panel => panel.ValueKind == JsonValueKind.Object)
                    ? null
                    : $"must have at most {DashboardLimits.MaxPanels} panels, each an object.";
        }
        catch (JsonException)
        {
            return noPanels;
        }
    }
}
