using System.Security.Cryptography;

namespace Dcmon.Web.Pages;

/// <summary>
/// A file that pages load, with its compressed forms where the build made them. All are read out of the assembly when
/// they are asked for: held in memory, they were 3 MB of a server that nobody looks at, and as much of its mapping.
/// </summary>
internal sealed class PageAsset
{
    private readonly string _resource;
    private readonly Lazy<string> _etag;

    /// <summary>Describes a file of this assembly.</summary>
    /// <param name="resource">Its name there; those of the compressed forms end in <c>.gz</c> and <c>.br</c>.</param>
    public PageAsset(string resource)
    {
        _resource = resource;
        _etag = new(HashOfContent);
    }

    /// <summary>Where it is served, such as <c>/dist/fleet-3JJEPYTE.js</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Its media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Whether other content would have another name, so that browsers may keep it for ever.</summary>
    public required bool NamedByContent { get; init; }

    /// <summary>Whether there is a form compressed with gzip.</summary>
    public required bool HasGzip { get; init; }

    /// <summary>Whether there is a form compressed with Brotli.</summary>
    public required bool HasBrotli { get; init; }

    /// <summary>Names its content, quoted.</summary>
    public string ETag => _etag.Value;

    /// <summary>Opens one of its forms.</summary>
    /// <param name="extension">Empty for the file itself, <c>.gz</c> or <c>.br</c>.</param>
    public Stream Open(string extension) =>
        typeof(PageAsset).Assembly.GetManifestResourceStream(_resource + extension)!;

    private string HashOfContent()
    {
        using var content = Open("");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
    }
}
