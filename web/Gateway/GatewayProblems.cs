namespace Dcmon.Web.Gateway;

/// <summary>Answers to callers who are not let in.</summary>
internal static class GatewayProblems
{
    /// <summary>No certificate came with the connection.</summary>
    public static IResult NoCertificate() => NotAccepted(
        "This needs the certificate of an enrolled agent. Enrol the machine: dcmon-agent enroll URL.");

    /// <summary>Neither a token nor a certificate came with samples of a program.</summary>
    public static IResult NoProgram() => TokenNotAccepted(
        "This needs the token of a program: Authorization: Bearer dcm_…. An administrator makes tokens on the machine's page.");

    /// <summary>The token is not good, or its client is not.</summary>
    public static IResult TokenNotAccepted(string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "Program not accepted");

    /// <summary>The certificate is good, but its client is not.</summary>
    public static IResult NotAccepted(string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "Agent not accepted");
}
