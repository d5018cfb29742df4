using System.Threading.RateLimiting;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Web.Security;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>A program that pushes samples of a machine, by its token or the machine's certificate.</summary>
/// <param name="Store">Has a message stored as samples of that program.</param>
/// <param name="Refused">The answer where the machine's grain does not accept it.</param>
internal sealed record ProgramCaller(Func<ReportMessage, Task<ReportReceipt>> Store, Func<string, IResult> Refused);

/// <summary>
/// Finds out which program calls, before anything of its body is read. A request with a token is its program's, whatever certificate the
/// connection has. Wrong tokens are counted by address; right ones cost nothing.
/// </summary>
internal sealed class ProgramCallers(IGrainFactory grains) : IDisposable
{
    private const string Scheme = "Bearer ";

    private readonly PartitionedRateLimiter<HttpContext> _wrong = RateLimits.PerAddress();

    /// <summary>The program that calls, or the answer where it is not accepted.</summary>
    public async Task<(ProgramCaller? Caller, IResult? Refusal)> FindAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is { Count: > 0 } given) return await FindAsync(context, TokenIn(given.ToString()));
        return context.Agent(grains) is { } agent
            ? (new ProgramCaller(message => agent.Client.ReportSamples(message, agent.Serial), GatewayProblems.NotAccepted), null)
            : (null, Challenged(context, GatewayProblems.NoProgram()));
    }

    /// <inheritdoc/>
    public void Dispose() => _wrong.Dispose();

    private async Task<(ProgramCaller?, IResult?)> FindAsync(HttpContext context, string token)
    {
        // Asking for none tells whether there is any.
        using (var free = _wrong.AttemptAcquire(context, permitCount: 0))
            if (!free.IsAcquired)
                return (null, RateLimits.TooMany(context));
        if (await RefusalAsync(token) is { } refusal)
        {
            using var spent = _wrong.AttemptAcquire(context);
            return (null, Refused(refusal));
        }

        var client = grains.Client(ProgramTokenText.ClientOf(token)!);
        return (new ProgramCaller(message => client.ReportProgram(message, token), Refused), null);

        IResult Refused(string why) => Challenged(context, GatewayProblems.TokenNotAccepted(why));
    }

    private static string TokenIn(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";

    /// <summary>The fleet is asked first: a made-up token must not bring a grain to life.</summary>
    private async Task<string?> RefusalAsync(string token) =>
        ProgramTokenText.ClientOf(token) is { } id && await grains.Fleet().Find(id) is not null
            ? await grains.Client(id).CheckProgram(token)
            : "This token is not known here. An administrator makes tokens on the machine's page.";

    /// <summary>The connection is closed after a refusal, which a program must know before it sends the next request.</summary>
    private static IResult Challenged(HttpContext context, IResult problem)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        return problem;
    }
}
