using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.Grains.Settings;

/// <summary>What display settings must be, and how they are kept.</summary>
public static class DisplayRules
{
    /// <summary>The figures that a machine has, by their names in JSON.</summary>
    public static IReadOnlySet<string> Figures { get; } = typeof(ClientFigures).GetProperties()
        .Where(property => property.PropertyType == typeof(double?))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .ToHashSet();

    /// <summary>Checks thresholds.</summary>
    /// <exception cref="InvalidRequestException">A threshold breaks the rules; its key is <c>thresholds.FIGURE</c>.</exception>
    public static void Check(DisplaySettings settings)
    {
        var problems = new RequestProblems();
        foreach (var (figure, levels) in settings.Thresholds) problems.Add($"thresholds.{figure}", ProblemOf(figure, levels));
        problems.ThrowIfAny();
    }

    private static string? ProblemOf(string figure, IReadOnlyList<double>? levels)
    {
        if (!Figures.Contains(figure)) return $"is no figure; there are {string.Join(", ", Figures.Order(StringComparer.Ordinal))}.";
        if (levels is not { Count: 3 } || !levels.All(double.IsFinite)) return "must be three numbers: warm, hot, critical.";
        return levels[0] > levels[1] || levels[1] > levels[2] ? "must not descend: warm, then hot, then critical." : null;
    }

    /// <summary>What differs from the defaults, which is all that is kept: null is a figure that shall have no colours.</summary>
    public static Dictionary<string, IReadOnlyList<double>?> Changes(DisplaySettings settings, DisplaySettings defaults)
    {
        var changes = new Dictionary<string, IReadOnlyList<double>?>();
        foreach (var figure in defaults.Thresholds.Keys.Union(settings.Thresholds.Keys))
        {
            var chosen = settings.Thresholds.GetValueOrDefault(figure);
            var usual = defaults.Thresholds.GetValueOrDefault(figure);
            if (chosen is null ? usual is not null : usual is null || !chosen.SequenceEqual(usual)) changes[figure] = chosen;
        }

        return changes;
    }

    /// <summary>The defaults with changes.</summary>
    public static DisplaySettings Apply(IReadOnlyDictionary<string, IReadOnlyList<double>?> changes, DisplaySettings defaults)
    {
        var thresholds = new SortedDictionary<string, IReadOnlyList<double>>(defaults.Thresholds.ToDictionary(), StringComparer.Ordinal);
        foreach (var (figure, levels) in changes)
        {
            if (levels is null) thresholds.Remove(figure);
            else thresholds[figure] = levels;
        }

        return new DisplaySettings(thresholds.ToDictionary());
    }
}
