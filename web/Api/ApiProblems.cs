namespace Dcmon.Web.Api;

/// <summary>Answers that several features give.</summary>
internal static class ApiProblems
{
    /// <summary>404: there is no such client.</summary>
    public static IResult NoClient(string id) =>
        Results.Problem($"There is no client '{id}'.", statusCode: StatusCodes.Status404NotFound, title: "No such client");
}
