namespace Dcmon.Web.Hosting;

/// <summary>Answers for what went wrong: a page for people, problem+json for programs.</summary>
internal static class Errors
{
    /// <summary>Puts both in front of all that follows.</summary>
    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(context => context.Request.IsForPeople(), people =>
        {
            people.UseExceptionHandler("/error");
            people.UseStatusCodePagesWithReExecute("/not-found");
        });
        app.UseWhen(context => !context.Request.IsForPeople(), programs => programs.UseExceptionHandler().UseStatusCodePages());
    }

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool IsForPeople(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api");
}
