using Dcmon.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Dcmon.Web.Tests.Api;

/// <summary>How exceptions become answers to programs.</summary>
public sealed class ErrorsTests
{
    [Fact]
    public void Timeout_IsAnOverloadedServer_AndSaysWhatToDo()
    {
        var context = Context(new TimeoutException());
        Errors.Explain(context);

        Assert.Equal(503, Errors.StatusOf(context.Exception!));
        Assert.Contains("shorter span", context.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyOtherException_IsABrokenServer_AndDisclosesNothing()
    {
        var context = Context(new InvalidOperationException("secret"));
        Errors.Explain(context);

        Assert.Equal(500, Errors.StatusOf(context.Exception!));
        Assert.Null(context.ProblemDetails.Detail);
    }

    private static ProblemDetailsContext Context(Exception exception) =>
        new() { HttpContext = new DefaultHttpContext(), ProblemDetails = new ProblemDetails(), Exception = exception };
}
