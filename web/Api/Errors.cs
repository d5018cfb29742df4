namespace Dcmon.Web.Api;

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
        app.UseWhen(context => !context.Request.IsForPeople(), programs => programs
            .UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }).UseStatusCodePages());
    }

    /// <summary>The status that an exception means: a grain that does not answer in time is overloaded, not broken.</summary>
    public static int StatusOf(Exception error) =>
        error is TimeoutException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    /// <summary>Says of an exception what a person can do about it, where that is known.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        if (context.Exception is not TimeoutException) return;
        context.ProblemDetails.Title = "Not answered in time";
        context.ProblemDetails.Detail = "The server has more to do than it can. Try again later, or ask for less: a shorter span, a coarser step, fewer machines.";
    }

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool IsForPeople(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api");
}
