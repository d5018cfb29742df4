using System.Reflection;
using System.Security.Cryptography;
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

    /// <summary>Reads what the build put into this assembly.</summary>
    public static PageAssets Load()
    {
        var assembly = typeof(PageAssets).Assembly;
        var content = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name, name => Read(assembly, name));
        var files = content.Keys
            .Where(name => name != ManifestName && !name.EndsWith(".gz") && !name.EndsWith(".br"))
            .Select(name => Describe(name, content));
        return new PageAssets([.. files], Entries(content[ManifestName]));
    }

    /// <summary>An entry of the bundle by the name that it has in the source, such as <c>fleet.js</c>.</summary>
    public PageEntry Entry(string name) => _entries[name];

    private static PageAsset Describe(string name, Dictionary<string, byte[]> content) => new(
        Path: "/" + name[Prefix.Length..],
        ContentType: ContentTypeOf(name),
        NamedByContent: name.StartsWith(Prefix + "dist/", StringComparison.Ordinal),
        ETag: $"\"{Convert.ToHexStringLower(SHA256.HashData(content[name]).AsSpan(0, 8))}\"",
        Plain: content[name],
        Gzip: content.GetValueOrDefault(name + ".gz"),
        Brotli: content.GetValueOrDefault(name + ".br"));

    private static Dictionary<string, PageEntry> Entries(byte[] manifest) =>
        JsonSerializer.Deserialize<Dictionary<string, ManifestEntry>>(manifest, JsonSerializerOptions.Web)!.ToDictionary(
            each => each.Key,
            each => new PageEntry("/dist/" + each.Value.File, [.. each.Value.Imports.Select(file => "/dist/" + file)]));

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"'{name}': say here what a '{other}' file is."),
    };

    private sealed record ManifestEntry(string File, string[] Imports);
}
