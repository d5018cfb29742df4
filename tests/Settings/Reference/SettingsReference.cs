using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Dcmon.Settings.Tests.Reference;

/// <summary>
/// Writes the reference of a settings file: a table for each section, from its record and the comments in it.
/// </summary>
internal sealed partial class SettingsReference
{
    /// <summary>Stands for the name of an entry of a map.</summary>
    private const string EntryName = "NAME";

    private readonly XmlComments _comments = new();
    private readonly StringBuilder _text = new();

    /// <summary>Keys without a comment.</summary>
    public List<string> Undocumented { get; } = [];

    /// <summary>Adds text as it is.</summary>
    public void Add(string text) => _text.Append(text);

    /// <summary>Adds the tables of a section and of those within it.</summary>
    public void Add(SettingsSection section) => Add(section, "", isInMap: false);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Add(SettingsSection section, string prefix, bool isInMap)
    {
        var subsections = new List<(string Path, SettingsSection Section, PropertyInfo Property, bool IsInMap)>();
        _text.Append(isInMap
            ? "| key | default | meaning |\n|---|---|---|\n"
            : "| key | default | meaning | environment variable |\n|---|---|---|---|\n");
        foreach (var property in Properties(section))
        {
            var path = prefix + SettingsKey.Spell(property.Name);
            switch (property.GetValue(section))
            {
                case SettingsSection single when SingleKey(single) is { } key:
                    AddRow(new SettingsKey($"{path}.{SettingsKey.Spell(key.Name)}", single, key, isInMap),
                        Comment(property, path));
                    break;
                case SettingsSection nested:
                    subsections.Add((path, nested, property, isInMap));
                    break;
                case ISettingsMap map:
                    subsections.Add(($"{path}.{EntryName}", map.Enter(EntryName), property, true));
                    break;
                default:
                    AddRow(new SettingsKey(path, section, property, isInMap), "");
                    break;
            }
        }

        foreach (var (path, nested, property, inMap) in subsections)
        {
            _text.Append($"\n### `{path}`\n\n{Comment(property, path)}\n\n");
            Add(nested, path + ".", inMap);
        }
    }

    private void AddRow(SettingsKey key, string about)
    {
        // Plain texts need no quotes in YAML.
        var value = key.Value is string text && PlainText().IsMatch(text) ? text : SettingValue.Format(key.Value);
        var meaning = $"{about} {Comment(key.Property, key.Path)} {Choices(key.Property.PropertyType)}".Trim();
        _text.Append($"| `{key.Path}` | {(value == "" ? "" : $"`{value}`")} | {meaning.Replace("|", "\\|")} |")
            .Append(key.Variable is { } variable ? $" `{variable}` |\n" : "\n");
    }

    private string Comment(PropertyInfo property, string path)
    {
        if (_comments.Of(property) is { } text) return text;
        Undocumented.Add(path);
        return "";
    }

    private string Choices(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!type.IsEnum) return "";
        var choices = Enum.GetNames(type)
            .Select(name => (Key: $"`{SettingsKey.Spell(name)}`", Comment: _comments.Of(type, name))).ToList();
        return choices.All(choice => choice.Comment is null)
            ? $"One of {string.Join(", ", choices.Select(choice => choice.Key))}."
            : string.Join(" ", choices.Select(choice => $"{choice.Key}: {choice.Comment}"));
    }

    /// <summary>The key of a section that has no other; it needs no table of its own.</summary>
    private static PropertyInfo? SingleKey(SettingsSection section) =>
        Properties(section) is [var only]
            && only.GetValue(section) is not (SettingsSection or ISettingsMap) ? only : null;

    /// <summary>The properties in the order in which they are declared, those of base records first.</summary>
    private static PropertyInfo[] Properties(SettingsSection section) =>
        [.. section.GetType().GetProperties().OrderBy(property => Depth(property.DeclaringType!))];

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    [GeneratedRegex(@"\A[A-Za-z0-9/._-]+\z")]
    private static partial Regex PlainText();
}
