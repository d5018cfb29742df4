using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>An agent's reports: from the wire to the machine's grain.</summary>
internal sealed class ReportEndpoint(IGrainFactory grains, GatewayMetrics metrics)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Whether this is a request for here.</summary>
    public static bool IsFor(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value is { } path
            && path.Equals(GatewayRoutes.Reports, StringComparison.OrdinalIgnoreCase);

    /// <summary>Handles one message. Who sent it is what the certificate says, whatever the body says.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Agent(grains) is not { } agent)
        {
            metrics.Refused();
            await GatewayProblems.NoCertificate().ExecuteAsync(context);
            return;
        }

        ReportMessage message;
        try
        {
            message = await MessageBody.ReadAsync(context.Request, ReportMessageFormat.Read, context.RequestAborted);
        }
        catch (WireFormatException malformed)
        {
            metrics.Malformed();
            await Results.Problem(malformed.Message, statusCode: StatusCodes.Status400BadRequest, title: "Malformed report").ExecuteAsync(context);
            return;
        }
        catch (BadHttpRequestException unacceptable)
        {
            metrics.Malformed();
            await Results.Problem(unacceptable.Message, statusCode: unacceptable.StatusCode, title: "Report not accepted").ExecuteAsync(context);
            return;
        }

        var receipt = await agent.Client.Report(message, agent.Serial);
        if (receipt.Answer is { } answer)
        {
            metrics.Answered(answer);
            await AnswerAsync(context.Response, answer);
            return;
        }

        metrics.Refused();
        if (receipt.Refusal is { } refusal)
        {
            await GatewayProblems.NotAccepted(refusal).ExecuteAsync(context);
            return;
        }

        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(receipt.Busy, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Reports cannot be stored now").ExecuteAsync(context);
    }

    /// <summary>One piece of known length goes out in one packet; chunks would be three.</summary>
    private static Task AnswerAsync(HttpResponse response, ReportAnswer answer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Default.ReportAnswer);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
        return response.BodyWriter.FlushAsync().AsTask();
    }
}
