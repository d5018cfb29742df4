using Dcmon.GrainInterfaces;
using Dcmon.Queries;
using Dcmon.Web.Api;
using Dcmon.Wire;
using Dcmon.Wire.Extras;

namespace Dcmon.Web.Events;

/// <summary><c>/api/events</c> and <c>/api/clients/{id}/processes</c>: what happened, and which process did it.</summary>
internal static class EventsApi
{
    private const int MostKinds = 20;
    private const int UsualLimit = 100;
    private const int MostLimit = 1_000;
    private const long UsualSpan = 7 * 86_400_000L;

    private const string Parameters =
        "client=ID (left out: all machines), kind=KIND (repeatable, such as gpu_xid; left out: all), severity=info|warning|error|critical (at least so bad), "
        + "from and to (as for /api/timeseries; the last 7 days if none is given), limit (1 to 1000; 100), before (what 'next' of an answer said: the list goes on there).";

    private static readonly string[] Known = ["client", "kind", "severity", "from", "to", "limit", "before"];

    private static readonly Dictionary<string, EventSeverity> Severities = new()
    {
        ["info"] = EventSeverity.Info,
        ["warning"] = EventSeverity.Warning,
        ["error"] = EventSeverity.Error,
        ["critical"] = EventSeverity.Critical,
    };

    /// <summary>Maps the routes.</summary>
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", List)
            .WithSummary("What happened on the machines, newest first.")
            .WithDescription(Parameters).Produces<EventsView>().ProducesValidationProblem();
        api.MapGet("/clients/{id}/processes", Processes)
            .WithSummary("The processes that used most of a machine's processors, memory and GPUs, from its newest report up to a time.")
            .WithDescription("at (Unix milliseconds or seconds, RFC 3339, 'now', '-1h'; now if left out). Kept for a day unless the settings say otherwise.")
            .Produces<ProcessesView>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        var query = Read(reader);
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        return Results.Json(EventsView.Of(await grains.History().Events(query, context.RequestAborted)));
    }

    private static async Task<IResult> Processes(string id, HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query, time.GetUtcNow());
        reader.Allow(["at"], labels: false);
        // A machine's clock may be a little ahead.
        var at = reader.Instant("at") ?? time.GetUtcNow().ToUnixTimeMilliseconds() + WireLimits.MaxFutureMilliseconds;
        if (reader.Problems.Count > 0) return Results.ValidationProblem(reader.Problems.ToDictionary());
        if (await grains.Fleet().Find(id) is null) return ApiProblems.NoClient(id);
        return Results.Json(ProcessesView.Of(await grains.History().Processes(id, at, context.RequestAborted)));
    }

    private static EventsQuery Read(QueryReader reader)
    {
        reader.Allow(Known, labels: false);
        var (from, to) = reader.FromTo(UsualSpan);
        if (!reader.Has("to")) to += WireLimits.MaxFutureMilliseconds;
        var kinds = reader.All("kind") ?? [];
        if (kinds.Length > MostKinds) reader.Refuse("kind", $"may be given {MostKinds} times at most.");
        if (reader.All("client") is { Length: > 1 }) reader.Refuse("client", "may be given once; leave it out for all machines.");
        var limit = reader.Number("limit", 1, MostLimit) ?? UsualLimit;
        if (limit != Math.Floor(limit)) reader.Refuse("limit", "must be a whole number.");
        var before = reader.Text("before");
        if (before.Length > 0 && EventPlace.Parse(before) is null) reader.Refuse("before", "must be what 'next' of an answer said.");
        return new EventsQuery(
            reader.All("client")?[0], kinds, (int)(reader.Word("severity", Severities, "for all") ?? EventSeverity.Info), from, to, (int)limit,
            before.Length > 0 ? before : null);
    }
}
