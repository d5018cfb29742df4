using System.Text.Json;

namespace Dcmon.Web.Pages;

/// <summary>
/// The script, style and pictures of the pages. They are in the assembly: what can be served is decided when it is
/// built, and no path of a request ever meets the file system.
/// </summary>
internal sealed class PageAssets
{
    private const string Prefix = "wwwroot/";
    private const string ManifestName = Prefix + "dist/manifest.json";
    private readonly Dictionary<string, PageEntry> _entries;

    private PageAssets(IReadOnlyList<PageAsset> files, Dictionary<string, PageEntry> entries)
    {
        Files = files;
        _entries = entries;
    }

    /// <summary>Every file that is served.</summary>
    public IReadOnlyList<PageAsset> Files { get; }

    /// <summary>Finds what the build put into this assembly.</summary>
    public static PageAssets Load()
    {
        var assembly = typeof(PageAssets).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet();
        var files = names
            .Where(name => name != ManifestName && !name.EndsWith(".gz") && !name.EndsWith(".br"))
            .Select(name => ToAsset(name, names));
        using var manifest = assembly.GetManifestResourceStream(ManifestName)!;
        return new PageAssets([.. files], Entries(manifest));
    }

    /// <summary>An entry of the bundle by the name that it has in the source, such as <c>fleet.js</c>.</summary>
    public PageEntry Entry(string name) => _entries[name];

    private static PageAsset ToAsset(string name, HashSet<string> names) => new(name)
    {
        Path = "/" + name[Prefix.Length..],
        ContentType = ContentTypeOf(name),
        NamedByContent = name.StartsWith(Prefix + "dist/", StringComparison.Ordinal),
        HasGzip = names.Contains(name + ".gz"),
        HasBrotli = names.Contains(name + ".br"),
    };

    private static Dictionary<string, PageEntry> Entries(Stream manifest) =>
        JsonSerializer.Deserialize<Dictionary<string, ManifestEntry>>(manifest, JsonSerializerOptions.Web)!.ToDictionary(
            each => each.Key,
            each => new PageEntry("/dist/" + each.Value.File, [.. each.Value.Imports.Select(file => "/dist/" + file)]));

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"'{name}': say here what a '{other}' file is."),
    };

    private sealed record ManifestEntry(string File, string[] Imports);
}
