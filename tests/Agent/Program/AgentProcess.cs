using System.Diagnostics;
using System.Reflection;
using System.Text;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Program;

/// <summary>The real program in a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    private const int HangUp = 1;
    private const int Terminate = 15;

    /// <summary>In the agent's own output: the tests' lacks what ASP.NET brings along.</summary>
    private static readonly string Binary = typeof(AgentProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "AgentBinary").Value!;

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private AgentProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>stdout and stderr so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public static AgentProcess Start(string? input, params string[] arguments) => StartWith([], input, arguments);

    /// <summary>Starts it with more environment variables.</summary>
    public static AgentProcess StartWith(Dictionary<string, string> environment, string? input, params string[] arguments)
    {
        // Tests that run under nohup would have it ignore SIGHUP, as programs do that are started so.
        return Start("env", ["--default-signal=HUP", "dotnet", "exec", Binary, .. arguments], environment, input);
    }

    /// <summary>Has it started by the first that connects to a unix socket, as systemd does.</summary>
    public static AgentProcess StartBySocket(string socket, params string[] arguments) =>
        Start("systemd-socket-activate", [$"--listen={socket}", "dotnet", "exec", Binary, .. arguments], [], null);

    private static AgentProcess Start(string program, string[] arguments, Dictionary<string, string> environment, string? input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        return new AgentProcess(process);
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string? input, params string[] arguments)
    {
        using var agent = Start(input, arguments);
        return (await agent.ExitAsync(), agent.Output);
    }

    public async Task<int> ExitAsync()
    {
        await Eventually.HoldsAsync(() => _process.HasExited, "the agent ends");
        await _process.WaitForExitAsync(); // its output, too
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop (SIGTERM).</summary>
    public Task<int> StopAsync()
    {
        Kill(_process.Id, Terminate);
        return ExitAsync();
    }

    /// <summary>Has it load its settings anew (SIGHUP).</summary>
    public void Reload() => Kill(_process.Id, HangUp);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null) return; // the end of one of the two
        lock (_output) _output.AppendLine(line);
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
