using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.GrainInterfaces.Enrollment;

/// <summary>Enrolment tokens, and machines that enrol with them. Key: <see cref="GrainKeys.Enrollment"/>.</summary>
[Alias("dcmon.enrollment")]
public interface IEnrollmentGrain : IGrainWithStringKey
{
    /// <summary>Makes a token. Only its hash is stored, so this is the one time that it can be read.</summary>
    /// <param name="terms">What it allows.</param>
    /// <param name="by">The account that makes it; null: the server itself.</param>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidRequestException">The terms are out of range.</exception>
    [Alias("create-token")]
    Task<string> CreateToken(TokenTerms terms, string? by = null);

    /// <summary>The tokens that may still be used, those that expire first first.</summary>
    [Alias("list-tokens")]
    Task<IReadOnlyList<EnrollmentToken>> ListTokens();

    /// <summary>Makes a token unusable; when this returns, it enrols no more machines.</summary>
    /// <param name="id">The token's id.</param>
    /// <returns>False where there is none, or none any more.</returns>
    [Alias("revoke-token")]
    Task<bool> RevokeToken(string id);

    /// <summary>Spends one use of a token and registers a new client.</summary>
    /// <param name="token">The token.</param>
    /// <param name="name">The machine's host name.</param>
    /// <returns>The client, or null where the token is unknown, expired or used up.</returns>
    [Alias("enroll")]
    Task<ClientRegistration?> Enroll(string token, string name);
}
