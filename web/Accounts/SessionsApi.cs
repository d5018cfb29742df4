using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Accounts;

namespace Dcmon.Web.Accounts;

/// <summary><c>/api/sessions</c>: the sessions of who asks.</summary>
internal static class SessionsApi
{
    /// <summary>Maps the routes.</summary>
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", List).WithSummary("The user's own sessions, the last used first.");
        api.MapDelete("/sessions/{id}", End)
            .WithSummary("Ends one of the user's own sessions: its cookie is refused, its live connections are closed.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<SessionView>> List(HttpContext context, IGrainFactory grains)
    {
        var sessions = await grains.Accounts().ListSessions(context.User.Identity!.Name!);
        return [.. sessions.Select(each => SessionView.Of(each, context.User.SessionId()))];
    }

    private static async Task<IResult> End(string id, HttpContext context, SessionEnd end) =>
        await end.EndAsync(context, id)
            ? Results.NoContent()
            : Results.Problem("You have no such session.", statusCode: StatusCodes.Status404NotFound, title: "No such session");
}

/// <summary>A session.</summary>
/// <param name="Id">Its id, which is no secret.</param>
/// <param name="StartedAt">When the person logged in, Unix milliseconds.</param>
/// <param name="LastSeen">Last request, Unix milliseconds; up to five minutes too early.</param>
/// <param name="Address">IP address from which the person logged in.</param>
/// <param name="Program">The browser or program, as it calls itself.</param>
/// <param name="IsCurrent">Whether it is the session of this request.</param>
public sealed record SessionView(string Id, long StartedAt, long LastSeen, string Address, string Program, bool IsCurrent)
{
    /// <summary>The view of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="current">Id of the session that asks.</param>
    internal static SessionView Of(Session session, string? current) =>
        new(session.Id, session.StartedAt, session.LastSeen, session.Address, session.Program, session.Id == current);
}
