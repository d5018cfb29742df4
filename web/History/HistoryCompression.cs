using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Dcmon.Web.History;

/// <summary>
/// Histories are sent compressed: ten charts of 100 machines over a day, 11.8 MB, become 4.6 MB with Brotli and 6.4 MB with gzip, at their
/// fastest levels and at a cost of CPU that was lost in what the queries take.
/// <para>
/// The length of what is compressed over TLS leaks a little of its content (BREACH) to an attacker who can make the browser send requests
/// and watch the wire. That takes a secret beside text of the attacker's choice; a history holds figures and labels, and neither the
/// session's cookie nor a token, so histories alone are compressed, and no page, form or session is.
/// </para>
/// </summary>
public static class HistoryCompression
{
    /// <summary>Registers what compresses.</summary>
    public static IServiceCollection AddHistoryCompression(this IServiceCollection services) => services
        .AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["application/json", "text/csv"];
        })
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);

    /// <summary>Compresses histories, and nothing else.</summary>
    public static void UseHistoryCompression(this IApplicationBuilder app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments("/api/timeseries"),
        static histories => histories.UseResponseCompression());
}
