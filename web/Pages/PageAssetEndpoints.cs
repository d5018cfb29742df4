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
        var (extension, encoding) = Choose(file, context.Request);
        var headers = context.Response.Headers;
        headers.CacheControl = file.NamedByContent ? ForEver : AskAgain;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Stream(
            file.Open(extension), file.ContentType, entityTag: new EntityTagHeaderValue(file.ETag, isWeak: true));
    }

    private static (string Extension, string? Encoding) Choose(PageAsset file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding
            .Where(each => each.Quality is null or > 0).Select(each => each.Value.Value).ToHashSet();
        if (file.HasBrotli && accepted.Contains("br"))
            return (".br", "br");
        return file.HasGzip && accepted.Contains("gzip") ? (".gz", "gzip") : ("", null);
    }
}
