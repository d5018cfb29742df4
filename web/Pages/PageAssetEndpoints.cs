using Microsoft.Net.Http.Headers;

namespace Dcmon.Web.Pages;

/// <summary>Serves the files of <see cref="PageAssets"/>; they hold no secret, and the login page needs them.</summary>
internal static class PageAssetEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    public static void MapPageAssets(this IEndpointRouteBuilder routes, PageAssets assets)
    {
        foreach (var file in assets.Files)
        {
            routes.MapMethods(file.Path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => Serve(context, file))
                .AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static IResult Serve(HttpContext context, PageAsset file)
    {
        var (content, encoding) = Choose(file, context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = file.NamedByContent ? ForEver : AskAgain;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Bytes(content, file.ContentType, entityTag: new EntityTagHeaderValue(file.ETag, isWeak: true));
    }

    private static (byte[] Content, string? Encoding) Choose(PageAsset file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding
            .Where(each => each.Quality is null or > 0).Select(each => each.Value.Value).ToHashSet();
        if (file.Brotli is { } brotli && accepted.Contains("br"))
            return (brotli, "br");
        return file.Gzip is { } gzip && accepted.Contains("gzip") ? (gzip, "gzip") : (file.Plain, null);
    }
}
