using System.Reflection;
using System.Text.Json;

namespace Dcmon.Settings;

/// <summary>A key: where its value is held, and its name in the file, in the environment and in flags.</summary>
/// <param name="Path">Such as <c>spool.max_size</c>.</param>
/// <param name="Section">The object that holds the value.</param>
/// <param name="Property">The property of it.</param>
/// <param name="IsInMap">True for a key of an entry of a map.</param>
internal sealed record SettingsKey(string Path, SettingsSection Section, PropertyInfo Property, bool IsInMap)
{
    /// <summary>
    /// Such as <c>DCMON_SPOOL_MAX_SIZE</c>; null where there is none, as in maps: names would be ambiguous.
    /// </summary>
    public string? Variable { get; } = IsInMap
        ? null
        : SettingsLoader.VariablePrefix + Path.Replace('.', '_').ToUpperInvariant();

    /// <summary>True for a list of texts.</summary>
    public bool IsList =>
        Property.PropertyType.IsAssignableFrom(typeof(string[])) && Property.PropertyType != typeof(object);

    /// <summary>The present value.</summary>
    public object? Value
    {
        get => Property.GetValue(Section);
        set => Property.SetValue(Section, value);
    }

    /// <summary>A name as it is spelled in the file: <c>MaxSize</c> is <c>max_size</c>.</summary>
    public static string Spell(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>All keys of a section and of the sections and maps in it, in the order declared.</summary>
    public static IEnumerable<SettingsKey> Of(SettingsSection section, string prefix = "", bool isInMap = false)
    {
        // Records have one more property, EqualityContract; it is not public.
        foreach (var property in section.GetType().GetProperties())
        {
            var path = prefix + Spell(property.Name);
            var nested = property.GetValue(section) switch
            {
                SettingsSection one => Of(one, path + ".", isInMap),
                ISettingsMap map => map.Entries.SelectMany(each =>
                    Of(each.Section, $"{path}.{each.Name}.", isInMap: true)),
                _ => [new SettingsKey(path, section, property, isInMap)],
            };
            foreach (var key in nested) yield return key;
        }
    }
}
