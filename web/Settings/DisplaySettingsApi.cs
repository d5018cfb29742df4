using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;
using Dcmon.Web.Security;

namespace Dcmon.Web.Settings;

/// <summary><c>/api/settings/display</c>: how pages show figures.</summary>
internal static partial class DisplaySettingsApi
{
    private const string Path = "/settings/display";

    /// <summary>Maps the routes.</summary>
    public static void MapDisplaySettings(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).WithSummary("From which values on figures are warm, hot and critical.");
        api.MapPut(Path, Put).RequireAuthorization(Roles.Admin)
            .WithSummary("Replaces all thresholds; a figure that is left out has no colours.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem();
        api.MapDelete(Path, Reset).RequireAuthorization(Roles.Admin)
            .WithSummary("Brings the default thresholds back.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<DisplayView> Get(IGrainFactory grains) =>
        new((await grains.Settings().GetDisplay()).Thresholds, (await grains.Settings().GetDefaultDisplay()).Thresholds);

    private static async Task<IResult> Put(DisplayRequest request, HttpContext context, IGrainFactory grains, ILogger<DisplayView> log)
    {
        if (request.Thresholds is not { } thresholds)
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["thresholds"] = ["must be given."] });
        await grains.Settings().SetDisplay(new DisplaySettings(thresholds.ToDictionary(each => each.Key, each => each.Value!)));
        Changed(log, context.User.Identity!.Name, context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    private static async Task<IResult> Reset(HttpContext context, IGrainFactory grains, ILogger<DisplayView> log)
    {
        await grains.Settings().SetDisplay(null);
        Changed(log, context.User.Identity!.Name, context.Connection.RemoteIpAddress);
        return Results.NoContent();
    }

    [LoggerMessage(LogLevel.Information, "{User} changes the display settings, from {Address}")]
    private static partial void Changed(ILogger log, string? user, System.Net.IPAddress? address);
}

/// <summary>Display settings to come.</summary>
/// <param name="Thresholds">By figure: warm, hot, critical.</param>
public sealed record DisplayRequest(Dictionary<string, IReadOnlyList<double>?>? Thresholds);

/// <summary>Display settings.</summary>
/// <param name="Thresholds">In force, by figure: warm, hot, critical.</param>
/// <param name="Defaults">The same where nobody decided otherwise.</param>
public sealed record DisplayView(
    IReadOnlyDictionary<string, IReadOnlyList<double>> Thresholds, IReadOnlyDictionary<string, IReadOnlyList<double>> Defaults);
