using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Web.Security;

namespace Dcmon.Web.Dashboards;

/// <summary><c>/api/dashboards</c>: dashboards that people make.</summary>
internal static class DashboardsApi
{
    /// <summary>Somewhat more than the largest content, escapes included.</summary>
    private const long MostBytes = 1024 * 1024;

    /// <summary>Maps the routes.</summary>
    public static void MapDashboards(this IEndpointRouteBuilder api)
    {
        var dashboards = api.MapGroup("/dashboards");
        dashboards.MapGet("", List).WithSummary("The user's own dashboards and the shared ones, without what is on them.");
        dashboards.MapGet("/{id}", Get).WithSummary("A dashboard.")
            .Produces<DashboardView>().ProducesProblem(StatusCodes.Status404NotFound);
        dashboards.MapPost("", Create).WithSummary("Makes a dashboard.")
            .WithMetadata(new RequestSizeLimit(MostBytes))
            .Produces<DashboardHead>(StatusCodes.Status201Created).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);
        dashboards.MapPut("/{id}", Replace).WithSummary("Replaces a dashboard, if nobody else changed it since the version that the request names.")
            .WithMetadata(new RequestSizeLimit(MostBytes))
            .Produces<DashboardHead>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        dashboards.MapDelete("/{id}", Delete).WithSummary("Deletes a dashboard.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<DashboardHead>> List(HttpContext context, IGrainFactory grains) =>
        await grains.Dashboards().List(ActorOf(context).User);

    private static async Task<IResult> Get(string id, HttpContext context, IGrainFactory grains) =>
        // The index is asked first: a made-up id must not bring a grain to life.
        await grains.Dashboards().Find(id, ActorOf(context).User) is { } head
            && await grains.DashboardContent(id).Get(head.Version) is { } content
            ? Results.Json(DashboardView.Of(head, content))
            : Answer(id, new DashboardAnswer(DashboardOutcome.Unknown, null));

    private static async Task<IResult> Create(DashboardRequest request, HttpContext context, IGrainFactory grains)
    {
        var answer = await grains.Dashboards().Create(ActorOf(context), request.ToDraft());
        return answer is { Outcome: DashboardOutcome.Done, Head: { } head }
            ? Results.Created($"/api/dashboards/{head.Id}", head)
            : Answer("", answer);
    }

    private static async Task<IResult> Replace(string id, DashboardRequest request, HttpContext context, IGrainFactory grains) =>
        request.Version is { } version
            ? Answer(id, await grains.Dashboards().Replace(id, version, ActorOf(context), request.ToDraft()))
            : Results.ValidationProblem(new Dictionary<string, string[]> { ["version"] = ["must be the version that was changed."] });

    private static async Task<IResult> Delete(string id, HttpContext context, IGrainFactory grains) =>
        Answer(id, await grains.Dashboards().Delete(id, ActorOf(context)));

    private static DashboardActor ActorOf(HttpContext context) => new(context.User.Identity!.Name!, context.User.IsInRole(Roles.Admin));

    private static IResult Answer(string id, DashboardAnswer answer) => answer switch
    {
        { Outcome: DashboardOutcome.Done, Head: { } head } => Results.Json(head),
        { Outcome: DashboardOutcome.Done } => Results.NoContent(),
        { Outcome: DashboardOutcome.Forbidden, Head: { } head } => Results.Problem(
            $"It is {head.Owner}'s; save it under a name of your own.", statusCode: StatusCodes.Status403Forbidden, title: "Not your dashboard"),
        { Outcome: DashboardOutcome.Conflict, Head: { } head } => Results.Problem(
            $"It was changed meanwhile and has version {head.Version} now: load it again, or save yours under another name.",
            statusCode: StatusCodes.Status409Conflict, title: "Changed meanwhile"),
        { Outcome: DashboardOutcome.TooMany } => Results.Problem(
            $"A user may have {DashboardLimits.MaxPerUser} dashboards; delete one first.", statusCode: StatusCodes.Status409Conflict, title: "Too many dashboards"),
        _ => Results.Problem($"There is no dashboard '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "No such dashboard"),
    };

    private sealed record RequestSizeLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
