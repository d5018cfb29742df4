using Dcmon.Testing.Processes;
namespace Dcmon.EndToEnd.Processes;

/// <summary>The simulated machines of <c>scripts/run --demo</c>, reporting to a server.</summary>
internal static class DemoProcess
{
    /// <summary>Starts them and waits until they have sent their past.</summary>
    public static async Task<ProgramProcess> StartAsync(ServerProcess server, int machines, string past, TimeSpan? longest = null)
    {
        var password = server.File("password");
        await File.WriteAllTextAsync(password, server.Password);
        var process = Programs.Start(
            "dcmon-demo", "--server", server.Address.ToString(), "--ca", Path.Combine(server.Data, "pki", "ca.crt"), "--user", server.User,
            "--password-file", password, "--machines", $"{machines}", "--state", server.File("demo"), "--past", past);
        await process.WaitForLineAsync($"the past of {machines} machines is sent", longest ?? TimeSpan.FromMinutes(2));
        return process;
    }
}
