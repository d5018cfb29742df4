using Dcmon.GrainInterfaces;
using Dcmon.Wire;
using Dcmon.Wire.Reports;
using Orleans;

namespace Dcmon.Web.Gateway;

/// <summary>An agent's reports: from the wire to the machine's grain.</summary>
internal static class ReportEndpoint
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Handles one message. Who sent it is what the certificate says, whatever the body says.</summary>
    public static async Task<IResult> Handle(HttpContext context, IGrainFactory grains, GatewayMetrics metrics, CancellationToken cancel)
    {
        if (context.ClientId() is not { } client) return GatewayProblems.NoCertificate();
        ReportMessage message;
        try
        {
            message = await MessageBody.ReadAsync(context.Request, cancel);
        }
        catch (WireFormatException malformed)
        {
            metrics.Malformed();
            return Results.Problem(malformed.Message, statusCode: StatusCodes.Status400BadRequest, title: "Malformed report");
        }
        catch (BadHttpRequestException unacceptable)
        {
            metrics.Malformed();
            return Results.Problem(unacceptable.Message, statusCode: unacceptable.StatusCode, title: "Report not accepted");
        }

        var receipt = await grains.Client(client).Report(message);
        if (receipt.Refusal is { } refusal) return GatewayProblems.NotAccepted(refusal);
        if (receipt.Busy is { } busy)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Results.Problem(busy, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Reports cannot be stored now");
        }

        metrics.Answered(receipt.Answer!);
        return Results.Json(receipt.Answer, WireJson.Default.ReportAnswer);
    }
}
