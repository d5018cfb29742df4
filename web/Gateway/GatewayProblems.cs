namespace Dcmon.Web.Gateway;

/// <summary>Answers to callers who are not let in.</summary>
internal static class GatewayProblems
{
    /// <summary>No certificate came with the connection.</summary>
    public static IResult NoCertificate() => NotAccepted(
        "This needs the certificate of an enrolled agent. Enrol the machine: dcmon-agent enroll URL.");

    /// <summary>The certificate is good, but its client is not.</summary>
    public static IResult NotAccepted(string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "Agent not accepted");
}
