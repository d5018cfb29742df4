using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Dcmon.Settings;

/// <summary>A value found in a source, not yet matched with a key.</summary>
/// <param name="Path">Such as <c>spool.max_size</c>.</param>
/// <param name="Values">The texts of a list, or one text.</param>
/// <param name="IsList">True where the source wrote a list.</param>
/// <param name="Origin">Where it stands, for messages: <c>agent.yaml:3</c>.</param>
internal sealed record SettingsEntry(string Path, IReadOnlyList<string> Values, bool IsList, string Origin);

/// <summary>Reads a YAML file into flat entries, without knowing the keys.</summary>
internal static class SettingsYaml
{
    /// <summary>Levels of a settings file at most; the library's own reading has no limit but the stack's.</summary>
    private const int Deepest = 20;

    /// <summary>Reads the text of a file; what is not YAML, or too deep for settings, goes to the problems.</summary>
    public static List<SettingsEntry> Read(string text, string file, List<string> problems)
    {
        var entries = new List<SettingsEntry>();
        if (Parse(text, file, problems) is not { } yaml) return entries;
        if (yaml.Documents.Count > 1)
            problems.Add($"{file}: holds {yaml.Documents.Count} documents; one is expected.");
        if (yaml.Documents.Count == 0 || IsEmpty(yaml.Documents[0].RootNode)) return entries;
        if (yaml.Documents[0].RootNode is YamlMappingNode root) Flatten(root, "", file, entries, problems);
        else problems.Add($"{file}:{yaml.Documents[0].RootNode.Start.Line}: 'key: value' lines are expected.");
        return entries;
    }

    private static YamlStream? Parse(string text, string file, List<string> problems)
    {
        try
        {
            CheckDepth(text);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml;
        }
        catch (YamlException error)
        {
            problems.Add($"{file}:{error.Start.Line}: this is not YAML: {error.Message}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException) // the library's own, of some malformed texts
        {
            problems.Add($"{file}: this is not YAML: {error.Message}");
        }

        return null;
    }

    private static void CheckDepth(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            if (parser.Current is MappingStart or SequenceStart && ++depth > Deepest)
                throw new YamlException(parser.Current.Start, parser.Current.End, $"it has more than {Deepest} levels.");
            if (parser.Current is MappingEnd or SequenceEnd) depth--;
        }
    }

    private static void Flatten(
        YamlMappingNode section, string prefix, string file, List<SettingsEntry> entries, List<string> problems)
    {
        foreach (var (name, value) in section.Children)
        {
            var path = prefix + (name as YamlScalarNode)?.Value;
            var origin = $"{file}:{name.Start.Line}";
            if (value is YamlMappingNode { Children.Count: > 0 } nested)
                Flatten(nested, path + ".", file, entries, problems);
            else if (IsEmpty(value) || value is YamlMappingNode)
                entries.Add(new SettingsEntry(path, [], false, origin));
            else if (value is YamlScalarNode scalar)
                entries.Add(new SettingsEntry(path, [scalar.Value ?? ""], false, origin));
            else if (value is YamlSequenceNode list && list.All(each => each is YamlScalarNode))
                entries.Add(new SettingsEntry(path, [.. list.Select(each => ((YamlScalarNode)each).Value ?? "")], true,
                    origin));
            else problems.Add($"{origin}: '{path}' holds a list of something other than texts.");
        }
    }

    private static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
