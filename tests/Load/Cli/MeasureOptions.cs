using System.CommandLine;
using System.Text.Json;
using Dcmon.Load.Servers;

namespace Dcmon.Load.Cli;

/// <summary>
/// Options of the commands that start a server of their own, and how they start it and print what they found.
/// </summary>
internal sealed class MeasureOptions
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<FileInfo> _dcmon = new("--dcmon") { Description = "The program dcmon-web.", HelpName = "FILE", Required = true };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_dcmon);

    /// <summary>Starts a server, measures, prints the result as JSON and removes the server's data.</summary>
    /// <returns>0, or 1 where it failed.</returns>
    public async Task<int> RunAsync<T>(ParseResult line, Func<LocalServer, Task<T>> measure)
    {
        var data = Directory.CreateTempSubdirectory("dcmon-load-").FullName;
        try
        {
            await using var server = await LocalServer.StartAsync(
                line.GetRequiredValue(_dcmon).FullName, Path.Combine(data, "data"));
            Console.WriteLine(JsonSerializer.Serialize(await measure(server), Indented));
            return 0;
        }
        catch (Exception error)
            when (error is InvalidOperationException or HttpRequestException or IOException or TimeoutException)
        {
            Log(error.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Writes a line on stderr.</summary>
    public static void Log(string message) => Console.Error.WriteLine($"dcmon-load: {message}");
}
