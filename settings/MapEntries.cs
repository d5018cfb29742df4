namespace Dcmon.Settings;

/// <summary>Creates the map entries that a source names, before its values are matched with keys.</summary>
internal static class MapEntries
{
    private const int LongestName = 40;

    /// <summary>Follows an entry's path and creates the map entries on it.</summary>
    /// <returns>Whether there is a value to match with a key. What is wrong is added to the problems.</returns>
    public static bool Make(SettingsSection root, SettingsEntry entry, List<string> problems) =>
        Make(root, entry.Path.Split('.'), entry, problems);

    private static bool Make(SettingsSection section, ReadOnlySpan<string> path, SettingsEntry entry,
        List<string> problems)
    {
        if (path.IsEmpty) return true;
        foreach (var property in section.GetType().GetProperties())
        {
            if (SettingsKey.Spell(property.Name) != path[0]) continue;
            return property.GetValue(section) switch
            {
                SettingsSection nested => Make(nested, path[1..], entry, problems),
                ISettingsMap map => Make(map, path[1..], entry, problems),
                _ => true,
            };
        }

        return true;
    }

    private static bool Make(ISettingsMap map, ReadOnlySpan<string> path, SettingsEntry entry, List<string> problems)
    {
        switch (path)
        {
            case []:
                if (entry.Values.Count > 0)
                    problems.Add($"{entry.Origin}: '{entry.Path}' holds sections by name; indent their names below it.");
                return false;
            case [var name, ..] when !IsName(name):
                problems.Add(
                    $"{entry.Origin}: '{name}' is no name; 1 to {LongestName} of a-z, 0-9, _ and - are expected.");
                return false;
            case [var name]:
                map.Enter(name);
                return entry.Values.Count > 0;
            default:
                return Make(map.Enter(path[0]), path[1..], entry, problems);
        }
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName
            && text.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each is '_' or '-');
}
