using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.Grains.States;

namespace Dcmon.Grains.Enrollment;

/// <summary>Enrolment tokens. It writes them, and nobody else does.</summary>
public sealed class EnrollmentGrain(
    [PersistentState("tokens", GrainOptions.Storage)] IPersistentState<EnrollmentState> storage,
    TimeProvider time) : Grain, IEnrollmentGrain
{
    /// <summary>165 bits: a token cannot be guessed.</summary>
    private const int TokenLength = 32;

    private const int ClientIdLength = 12;

    private readonly DurableState<EnrollmentState> _state = new(storage);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async Task<string> CreateToken(TokenTerms terms, string? by)
    {
        var (token, allowed) = (RandomText.Secure(TokenLength), TokenRules.Check(terms));
        await _state.Change(state => state.Add(token, allowed, Now, by));
        return token;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<EnrollmentToken>> ListTokens() => Task.FromResult(_state.Value.List(Now));

    /// <inheritdoc/>
    public Task<bool> RevokeToken(string id) => _state.Change(state => state.Revoke(id));

    /// <inheritdoc/>
    public async Task<ClientRegistration?> Enroll(string token, string name)
    {
        // The use is spent first: should this process die here, no token enrols more machines than it may.
        StoredToken? terms = null;
        await _state.Change(state => state.Spend(token, Now, out terms));
        if (terms is null) return null;
        var client = new ClientRegistration(RandomText.Secure(ClientIdLength), name, Now, terms.Tags, Group: terms.Group);
        try
        {
            await GrainFactory.Client(client.Id).Register(client);
            return client;
        }
        catch
        {
            await _state.Change(state => state.Refund(token, terms));
            throw;
        }
    }
}
