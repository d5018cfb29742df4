using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Clients;

/// <summary>What tags and groups may be, wherever they come from.</summary>
public static class TagRules
{
    private const int MostTags = 20;
    private const int LongestTag = 50;
    private const int LongestGroup = 80;

    /// <summary>The change with tags and group in the form in which they are stored.</summary>
    /// <exception cref="InvalidRequestException">They break the rules.</exception>
    public static ClientChange Check(ClientChange change)
    {
        var problems = new RequestProblems();
        string[]? tags = null;
        if (change.Tags is { } given) problems.Add("tags", ReadTags(given, out tags));
        problems.Add("group", ReadGroup(change.Group, out var group));
        problems.ThrowIfAny();
        return change with { Tags = tags, Group = group };
    }

    /// <summary>Takes tags as a person wrote them.</summary>
    /// <param name="given">As they came.</param>
    /// <param name="tags">Trimmed, each once, in the order in which they came.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    public static string? ReadTags(IReadOnlyList<string?> given, out string[] tags)
    {
        tags = [.. given.Select(tag => tag?.Trim() ?? "").Distinct(StringComparer.Ordinal)];
        if (tags.Length > MostTags) return $"must be at most {MostTags}.";
        return tags.All(tag => IsText(tag, LongestTag))
            ? null
            : $"must have 1 to {LongestTag} characters each, and no control characters.";
    }

    /// <summary>Takes the name of a group as a person wrote it.</summary>
    /// <param name="given">As it came; null: no group.</param>
    /// <param name="group">Trimmed.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    public static string? ReadGroup(string? given, out string? group)
    {
        group = given?.Trim();
        return group is null || IsText(group, LongestGroup)
            ? null
            : $"must have 1 to {LongestGroup} characters, and no control characters; null is no group.";
    }

    private static bool IsText(string text, int longest) => text.Length > 0 && text.Length <= longest && !text.Any(char.IsControl);
}
