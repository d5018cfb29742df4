namespace Dcmon.Web.Pages;

/// <summary>A file that pages load, with its compressed forms where the build made them.</summary>
/// <param name="Path">Where it is served, such as <c>/dist/fleet-3JJEPYTE.js</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="NamedByContent">True where other content would have another name, so that browsers may keep it for ever.</param>
/// <param name="ETag">Names its content, quoted.</param>
/// <param name="Plain">Its content.</param>
/// <param name="Gzip">The same, compressed.</param>
/// <param name="Brotli">The same, compressed further.</param>
internal sealed record PageAsset(
    string Path, string ContentType, bool NamedByContent, string ETag, byte[] Plain, byte[]? Gzip, byte[]? Brotli);
