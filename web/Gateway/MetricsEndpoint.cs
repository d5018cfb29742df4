using System.Globalization;
using System.Text.Json.Serialization;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>
/// <c>POST /api/metrics</c> on the agents' port: samples as plain JSON, of any program that has a machine's token, or its certificate. They
/// take the way of reports from here on.
/// </summary>
internal sealed class MetricsEndpoint(ProgramCallers callers, GatewayMetrics metrics, TimeProvider time)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Problems that an answer lists; the others are only counted.</summary>
    private const int MaxListed = 10;

    /// <summary>Maps the route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(GatewayRoutes.Metrics, (Delegate)HandleAsync)
        .WithTags("Agents' port")
        .WithSummary("Stores samples that a program reports, on the agents' port, with a program's token or the client's certificate.")
        .WithDescription("Authorization: Bearer dcm_…, a token that was made with POST /api/clients/{id}/tokens, says whose samples they are. At most 10,000 samples of 1,000 different times, 2 MiB as sent (Content-Encoding br or gzip is possible). An object with the array as 'metrics' is taken as well. "
            + "All or nothing is stored where a sample is malformed. Another value of a series at a time of which one is stored is a conflict (409): the first stays. The same samples sent again change nothing, so after an error or no answer send them again; a 503 says in Retry-After when.")
        // Whatever a program calls it: curl calls every body a form.
        .Accepts<MetricSample[]>("application/json", "*/*")
        .Produces<MetricsAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private async Task<IResult> HandleAsync(HttpContext context)
    {
        var (caller, refusal) = await callers.FindAsync(context);
        if (caller is null) return refusal!;
        IReadOnlyList<SampleReport> reports;
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var read = await MessageBody.ReadAsync(context.Request, body => JsonSamples.Read(body, now), context.RequestAborted);
            if (read.Problems.Count > 0) return Bad(read.Problems, "nothing was stored");
            reports = SampleReports.Make(read.Samples);
        }
        catch (WireFormatException malformed)
        {
            metrics.Malformed();
            return Results.Problem(malformed.Message, statusCode: StatusCodes.Status400BadRequest, title: "Malformed samples");
        }
        catch (BadHttpRequestException unacceptable)
        {
            metrics.Malformed();
            return Results.Problem(unacceptable.Message, statusCode: unacceptable.StatusCode, title: "Samples not accepted");
        }

        return await StoreAsync(caller, reports, context.Response);
    }

    private async Task<IResult> StoreAsync(ProgramCaller caller, IReadOnlyList<SampleReport> reports, HttpResponse response)
    {
        var (stored, duplicates, refused, areConflicts) = (0, 0, new List<SampleProblem>(), true);
        foreach (var (message, sent) in SampleReports.Messages(reports))
        {
            var receipt = await caller.Store(message);
            if (receipt.Refusal is { } refusal) return caller.Refused(refusal);
            if (receipt.Answer is not { } answer) return Busy(response, receipt.Busy);
            metrics.Answered(answer);
            foreach (var (status, report) in answer.Reports.Zip(sent))
            {
                if (status.Outcome == ReportOutcome.Stored) stored += report.Samples.Count;
                else if (status.Outcome == ReportOutcome.Duplicate) duplicates += report.Samples.Count;
                else
                {
                    refused.AddRange(report.Samples.Select(each => new SampleProblem(each.Index, status.Reason ?? "it is not accepted")));
                    areConflicts &= status.Outcome == ReportOutcome.Conflict;
                }
            }
        }

        return refused.Count == 0
            ? Results.Ok(new MetricsAnswer(stored, duplicates))
            : Bad(
                [.. refused.OrderBy(each => each.Index)],
                "those of other times are stored",
                areConflicts ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
    }

    private IResult Bad(IReadOnlyList<SampleProblem> problems, string rest, int status = StatusCodes.Status400BadRequest)
    {
        metrics.Malformed();
        var listed = problems.Take(MaxListed).ToArray();
        var list = string.Join("; ", listed.Select(each => string.Create(CultureInfo.InvariantCulture, $"[{each.Index}] {each.Problem}")));
        return Results.Problem(
            $"{problems.Count} samples are not accepted, {rest}: {list}{(problems.Count > listed.Length ? "; …" : ".")}",
            statusCode: status, title: status == StatusCodes.Status409Conflict ? "Conflicting samples" : "Bad samples", extensions: new Dictionary<string, object?> { ["samples"] = listed });
    }

    private static IResult Busy(HttpResponse response, string? why)
    {
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Samples cannot be stored now");
    }
}

/// <summary>One value of one series at one instant.</summary>
/// <param name="Timestamp">Unix seconds, decimals allowed; 1e11 and more are milliseconds. At most 5 minutes ahead of the server.</param>
/// <param name="MetricName">
/// Letters, digits and underscores; a name that ends with <c>_total</c> is a counter, any other a gauge, but for those that dcmon knows.
/// </param>
/// <param name="Value">Any finite number; null: no value, the sample is left out.</param>
/// <param name="Labels">Labels by name.</param>
public sealed record MetricSample(
    [property: JsonPropertyName("timestamp")] double Timestamp,
    [property: JsonPropertyName("metric_name")] string MetricName,
    [property: JsonPropertyName("value")] double? Value,
    [property: JsonPropertyName("labels")] IReadOnlyDictionary<string, string>? Labels = null);

/// <summary>What became of samples.</summary>
/// <param name="Stored">Samples that are on the server's disk now.</param>
/// <param name="Duplicates">Samples that were there before.</param>
public sealed record MetricsAnswer(int Stored, int Duplicates);
