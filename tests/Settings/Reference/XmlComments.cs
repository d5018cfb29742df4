using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Dcmon.Settings.Tests.Reference;

/// <summary>
/// The summaries of doc comments, from the XML files that the compiler writes beside assemblies, as Markdown.
/// </summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _members = [];

    /// <summary>The summary of a property; null if it has none.</summary>
    public string? Of(PropertyInfo property) =>
        Find(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>The summary of an enum's member; null if it has none.</summary>
    public string? Of(Type type, string member) => Find(type, $"F:{type.FullName}.{member}");

    private string? Find(Type type, string id)
    {
        if (!_members.TryGetValue(type.Assembly, out var members))
            members = _members[type.Assembly] = Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        return members.GetValueOrDefault(id) is { } summary ? Text(summary) : null;
    }

    private static Dictionary<string, XElement> Load(string path) => !File.Exists(path)
        ? []
        : XDocument.Load(path).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!);

    private static string Text(XElement summary) =>
        Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when (string?)see.Attribute("cref") is { } target =>
            $"`{SettingsKey.Spell(target[(target.LastIndexOf('.') + 1)..])}`",
        _ => throw new NotSupportedException(
            $"The summary of a setting holds {node}, which has no form in docs/settings.md."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
