using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Dcmon.Wire.Enrollment;

namespace Dcmon.Simulation.Enrollment;

/// <summary>The part of the server's API that simulations and tests use, as a program that has logged in.</summary>
public sealed class ServerApi : IDisposable
{
    /// <summary>Makes a client; it connects when it first asks.</summary>
    /// <param name="server">Where browsers find the server.</param>
    /// <param name="authority">The server's own CA, which alone is trusted then; null: those that this machine
    /// trusts.</param>
    public ServerApi(Uri server, X509Certificate2? authority)
    {
        var handler = new SocketsHttpHandler { CookieContainer = Cookies };
        if (authority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        Http = new HttpClient(handler) { BaseAddress = server };
    }

    /// <summary>The session, for connections of other kinds.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>For whatever has no method here.</summary>
    public HttpClient Http { get; }

    /// <summary>Logs in; the session is kept in a cookie.</summary>
    public async Task LogInAsync(string user, string password, CancellationToken cancel = default)
    {
        using var answer = await Http.PostAsJsonAsync("/api/session", new { user, password }, cancel);
        await ThrowUnlessGoodAsync(answer, cancel);
    }

    /// <summary>Makes an enrolment token.</summary>
    /// <param name="uses">Machines that it is good for.</param>
    /// <param name="tags">Tags that they get.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<EnrollmentUrl> CreateEnrollmentUrlAsync(
        int uses, IReadOnlyList<string> tags, CancellationToken cancel = default)
    {
        using var answer = await Http.PostAsJsonAsync(
            "/api/enrollment-tokens", new { lifetimeSeconds = 3600, uses, tags }, cancel);
        await ThrowUnlessGoodAsync(answer, cancel);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return EnrollmentUrl.Parse(json.GetProperty("url").GetString()!);
    }

    /// <summary>GETs JSON.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel = default)
    {
        using var answer = await Http.GetAsync(path, cancel);
        await ThrowUnlessGoodAsync(answer, cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    /// <summary>Revokes a client.</summary>
    public async Task RevokeAsync(string client, CancellationToken cancel = default)
    {
        using var answer = await Http.DeleteAsync($"/api/clients/{client}", cancel);
        await ThrowUnlessGoodAsync(answer, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    private static async Task ThrowUnlessGoodAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException(
                $"{answer.RequestMessage!.RequestUri!.AbsolutePath} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}",
                null, answer.StatusCode);
    }
}
