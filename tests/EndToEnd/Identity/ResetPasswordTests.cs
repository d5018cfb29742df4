using System.Net;
using System.Security.Cryptography.X509Certificates;
using Dcmon.EndToEnd.Processes;
using Dcmon.Simulation.Enrollment;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Identity;

/// <summary>What <c>--reset-password</c> does to sessions.</summary>
public sealed class ResetPasswordTests
{
    [Fact]
    public async Task Session_OutlivesARestart_AndEndsWithAResetOfThePassword()
    {
        using var directory = new TemporaryDirectory();
        var port = FreePorts.Take(2);
        var address = new Uri($"https://localhost:{port}");
        string[] arguments = ["--data", directory.File("data"), "--port", $"{port}", "--set", "address=127.0.0.1"];
        ServerApi api;
        await using (var server = Programs.Start("dcmon-web", arguments))
        {
            var password = await PasswordAsync(server);
            var authority = X509CertificateLoader.LoadCertificateFromFile(directory.File("data/pki/ca.crt"));
            api = new ServerApi(address, authority);
            await api.LogInAsync("admin", password);
            await server.StopAsync();
        }

        using var session = api;
        await using (var server = Programs.Start("dcmon-web", arguments))
        {
            await server.WaitForLineAsync("ready");
            await api.GetAsync("/api/clients");
            await server.StopAsync();
        }

        await using (var server = Programs.Start("dcmon-web", [.. arguments, "--reset-password"]))
        {
            var password = await PasswordAsync(server);
            await server.WaitForLineAsync("The password of admin was reset");
            using var refused = await api.Http.GetAsync("/api/clients");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            await api.LogInAsync("admin", password);
            await api.GetAsync("/api/clients");
        }
    }

    private static async Task<string> PasswordAsync(ProgramProcess server) =>
        (await server.WaitForLineAsync("password: "))["password: ".Length..];
}
