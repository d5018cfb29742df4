namespace Dcmon.Settings;

/// <summary>
/// Loads settings from a YAML file, then <c>DCMON_…</c> environment variables, then flags: the later one wins.
/// Everything is checked; nothing unknown is accepted from the file or a flag.
/// </summary>
public static class SettingsLoader
{
    /// <summary>The prefix of all variables: <c>DCMON_SPOOL_MAX_SIZE</c> is the key <c>spool.max_size</c>.</summary>
    public const string VariablePrefix = "DCMON_";

    /// <summary>Loads the settings.</summary>
    /// <param name="yamlPath">The file, or null for none.</param>
    /// <param name="environment">Environment variables by name; a list is separated by commas.</param>
    /// <param name="flags">Values by key, such as <c>spool.max_size</c>; a list is separated by commas.</param>
    /// <exception cref="SettingsException">Anything is wrong; it names every problem at once.</exception>
    public static T Load<T>(
        string? yamlPath,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<KeyValuePair<string, string>> flags)
        where T : SettingsSection, new()
    {
        var problems = new List<string>();
        var settings = new T();
        var fromFile = (yamlPath is null ? [] : ReadFile(yamlPath, problems))
            .Where(each => MapEntries.Make(settings, each, problems)).ToArray();
        var fromFlags = flags.Select(each => FromText(each.Key, each.Value, "--set " + each.Key))
            .Where(each => MapEntries.Make(settings, each, problems)).ToArray();
        var keys = SettingsKey.Of(settings).ToDictionary(key => key.Path);
        var fromEnvironment =
            keys.Values.Where(key => key.Variable is not null && environment.ContainsKey(key.Variable))
            .Select(key => FromText(key.Path, environment[key.Variable!], key.Variable!));

        foreach (var entry in fromFile) Apply(entry, keys, problems);
        foreach (var entry in fromEnvironment.Concat(fromFlags))
            Apply(AsListWhereOneIsExpected(entry, keys), keys, problems);
        CheckSections(settings, "", problems);
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    /// <summary>
    /// The variables with the prefix that are not keys of <typeparamref name="T"/>, each with the nearest key.
    /// </summary>
    public static IEnumerable<(string Variable, string Nearest)> UnknownVariables<T>(
        IReadOnlyDictionary<string, string> environment)
        where T : SettingsSection, new()
    {
        var known = SettingsKey.Of(new T()).Select(key => key.Variable).OfType<string>().ToHashSet();
        return environment.Keys
            .Where(name => name.StartsWith(VariablePrefix, StringComparison.Ordinal) && !known.Contains(name))
            .Select(name => (name, NearestName.Of(name, known) ?? ""));
    }

    /// <summary>Every key with its present value, a line each: <c>spool.max_size: 1GB</c>.</summary>
    public static IEnumerable<string> Describe(SettingsSection settings) =>
        SettingsKey.Of(settings).Select(key => $"{key.Path}: {SettingValue.Format(key.Value)}".TrimEnd());

    private static List<SettingsEntry> ReadFile(string path, List<string> problems)
    {
        try
        {
            return SettingsYaml.Read(File.ReadAllText(path), path, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot be read: {error.Message}");
            return [];
        }
    }

    private static SettingsEntry FromText(string path, string value, string origin) =>
        new(path, [value], false, origin);

    /// <summary>In variables and flags a list is separated by commas.</summary>
    private static SettingsEntry AsListWhereOneIsExpected(SettingsEntry entry, Dictionary<string, SettingsKey> keys) =>
        keys.TryGetValue(entry.Path, out var key) && key.IsList
            ? entry with
            {
                Values = entry.Values[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                IsList = true,
            }
            : entry;

    private static void Apply(SettingsEntry entry, Dictionary<string, SettingsKey> keys, List<string> problems)
    {
        if (!keys.TryGetValue(entry.Path, out var key))
        {
            if (UnknownKey(entry, keys.Keys) is { } unknown) problems.Add(unknown);
            return;
        }

        var type = key.Property.PropertyType;
        object? value = null;
        var understood = key.IsList
            ? entry.IsList && (value = entry.Values.ToArray()) is not null
            : entry is { IsList: false, Values: [var text] } && SettingValue.TryRead(text, type, out value);
        if (understood) key.Value = value;
        else
            problems.Add($"{entry.Origin}: '{entry.Path}' must be {SettingValue.Expected(type)}, not "
                + (entry.IsList ? "a list."
                    : entry.Values is [var wrong] ? $"'{wrong}'."
                    : "empty; remove the key to have its default."));
    }

    /// <summary>
    /// What is wrong with an entry that is no key; null for a section whose keys are all commented out.
    /// </summary>
    private static string? UnknownKey(SettingsEntry entry, IReadOnlyCollection<string> known)
    {
        if (known.Any(key => key.StartsWith(entry.Path + ".", StringComparison.Ordinal)))
            return entry.Values.Count == 0
                ? null
                : $"{entry.Origin}: '{entry.Path}' is a section; indent its keys below it.";
        return known.FirstOrDefault(key => entry.Path.StartsWith(key + ".", StringComparison.Ordinal)) is { } leaf
            ? $"{entry.Origin}: '{leaf}' takes a value, not keys of its own."
            : $"{entry.Origin}: unknown key '{entry.Path}'; did you mean '{NearestName.Of(entry.Path, known)}'?";
    }

    private static void CheckSections(SettingsSection section, string prefix, List<string> problems)
    {
        foreach (var (key, problem) in section.Check())
            problems.Add($"'{prefix}{key}' {problem}");
        foreach (var property in section.GetType().GetProperties())
        {
            var path = prefix + SettingsKey.Spell(property.Name) + ".";
            switch (property.GetValue(section))
            {
                case SettingsSection nested:
                    CheckSections(nested, path, problems);
                    break;
                case ISettingsMap map:
                    foreach (var (name, each) in map.Entries) CheckSections(each, path + name + ".", problems);
                    break;
            }
        }
    }
}
