using System.Text.Json;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Web.Security;

namespace Dcmon.Web.Settings;

/// <summary><c>/api/settings/retention</c>: how long series are kept.</summary>
internal static partial class RetentionApi
{
    private const string Path = "/settings/retention";

    /// <summary>Maps the routes.</summary>
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).WithSummary("How long series are kept, and who decided it.");
        api.MapPut(Path, Put).RequireAuthorization(Roles.Admin)
            .WithSummary("Decides how long series are kept; what is left out or null is as the settings file has it. In force within seconds.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem();
        api.MapDelete(Path, Reset).RequireAuthorization(Roles.Admin)
            .WithSummary("Lets the settings file decide again.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<RetentionView> Get(IGrainFactory grains) => RetentionView.Of(await grains.Settings().GetRetention());

    private static async Task<IResult> Put(RetentionRequest request, HttpContext context, IGrainFactory grains, ILogger<RetentionView> log)
    {
        if (request.ToChoice() is not { } choice)
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["retention"] = ["times must be seconds, from 0 to ten thousand days."] });
        try
        {
            await grains.Settings().SetRetention(choice);
        }
        catch (InvalidRequestException invalid)
        {
            return Results.ValidationProblem(invalid.Problems.ToDictionary(each => RetentionView.KeyOf(each.Key), each => each.Value));
        }

        Changed(log, context.User.Identity!.Name, choice, context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    private static async Task<IResult> Reset(HttpContext context, IGrainFactory grains, ILogger<RetentionView> log)
    {
        await grains.Settings().SetRetention(new RetentionChoice());
        Changed(log, context.User.Identity!.Name, new RetentionChoice(), context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    [LoggerMessage(LogLevel.Information, "{User} changes how long series are kept: {Choice}, from {Address}")]
    private static partial void Changed(ILogger log, string? user, RetentionChoice choice, System.Net.IPAddress? address);
}

/// <summary>What shall be kept. Null: as the settings file has it.</summary>
/// <param name="RawSeconds">How long samples are kept as they came: at least two days.</param>
/// <param name="FiveMinutesSeconds">How long roll-ups of 5 minutes are kept: not shorter than samples.</param>
/// <param name="OneHourSeconds">How long roll-ups of an hour are kept: not shorter than those of 5 minutes.</param>
/// <param name="EventsSeconds">How long events are kept.</param>
/// <param name="ProcessesSeconds">How long process tables are kept.</param>
/// <param name="MaxMegabytes">Megabytes that the series may take; 0: no limit.</param>
/// <param name="MinFreeMegabytes">Megabytes that the disk must have left for reports to be taken.</param>
public sealed record RetentionRequest(
    double? RawSeconds = null,
    double? FiveMinutesSeconds = null,
    double? OneHourSeconds = null,
    double? EventsSeconds = null,
    double? ProcessesSeconds = null,
    int? MaxMegabytes = null,
    int? MinFreeMegabytes = null)
{
    private const double Longest = 10_000d * 86_400;

    /// <summary>As the settings' grain takes it; null where a time is none.</summary>
    internal RetentionChoice? ToChoice()
    {
        double?[] times = [RawSeconds, FiveMinutesSeconds, OneHourSeconds, EventsSeconds, ProcessesSeconds];
        if (times.Any(seconds => seconds is not (null or >= 0 and <= Longest))) return null;
        return new RetentionChoice(
            Span(RawSeconds), Span(FiveMinutesSeconds), Span(OneHourSeconds), Span(EventsSeconds), Span(ProcessesSeconds), MaxMegabytes,
            MinFreeMegabytes);
    }

    private static TimeSpan? Span(double? seconds) => seconds is { } given ? TimeSpan.FromSeconds(given) : null;
}

/// <summary>What is kept.</summary>
/// <param name="InForce">What counts: what was chosen, otherwise what the settings file says.</param>
/// <param name="Configured">What the settings file says.</param>
/// <param name="Chosen">What an admin decided here; null: nothing.</param>
public sealed record RetentionView(RetentionRequest InForce, RetentionRequest Configured, RetentionRequest Chosen)
{
    /// <summary>The view of a decision.</summary>
    internal static RetentionView Of(RetentionDecision decision) => new(
        ViewOf(decision.Chosen.Over(decision.Configured)), ViewOf(decision.Configured), ViewOf(decision.Chosen));

    /// <summary>The key in JSON of a property of the limits.</summary>
    internal static string KeyOf(string name) =>
        JsonNamingPolicy.CamelCase.ConvertName(name.EndsWith("Megabytes", StringComparison.Ordinal) ? name : name + "Seconds");

    private static RetentionRequest ViewOf(RetentionLimits limits) =>
        ViewOf(new RetentionChoice(
            limits.Raw, limits.FiveMinutes, limits.OneHour, limits.Events, limits.Processes, limits.MaxMegabytes, limits.MinFreeMegabytes));

    private static RetentionRequest ViewOf(RetentionChoice choice) => new(
        choice.Raw?.TotalSeconds, choice.FiveMinutes?.TotalSeconds, choice.OneHour?.TotalSeconds, choice.Events?.TotalSeconds,
        choice.Processes?.TotalSeconds, choice.MaxMegabytes, choice.MinFreeMegabytes);
}
