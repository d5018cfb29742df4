using Dcmon.GrainInterfaces;

namespace Dcmon.Web.Api;

/// <summary>Answers 400 with what is wrong, field by field, where a grain refused a request for its content.</summary>
internal static class InvalidRequestFilter
{
    /// <summary>For <c>AddEndpointFilter</c>.</summary>
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidRequestException invalid)
        {
            return Results.ValidationProblem(invalid.Problems);
        }
    }
}
