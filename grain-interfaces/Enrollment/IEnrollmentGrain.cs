using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.GrainInterfaces.Enrollment;

/// <summary>Enrolment tokens, and machines that enrol with them. Key: <see cref="GrainKeys.Enrollment"/>.</summary>
[Alias("dcmon.enrollment")]
public interface IEnrollmentGrain : IGrainWithStringKey
{
    /// <summary>Makes a token. Only its hash is stored, so this is the one time that it can be read.</summary>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidRequestException">The terms are out of range.</exception>
    [Alias("create-token")]
    Task<string> CreateToken(TokenTerms terms);

    /// <summary>Spends one use of a token and registers a new client.</summary>
    /// <param name="token">The token.</param>
    /// <param name="name">The machine's host name.</param>
    /// <returns>The client, or null where the token is unknown, expired or used up.</returns>
    [Alias("enroll")]
    Task<ClientRegistration?> Enroll(string token, string name);
}
