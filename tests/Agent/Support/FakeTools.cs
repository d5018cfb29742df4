using System.Text;
using Dcmon.Agent.Tools;
using Dcmon.Testing;

namespace Dcmon.Agent.Tests.Support;

/// <summary>
/// Programs in a directory of a test, which is all of <c>tools.path</c>: those that stand in for real ones are sh scripts, run by the
/// agent's own <see cref="ToolRunner"/>.
/// </summary>
internal sealed class FakeTools : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, List<string>> _answers = [];

    public FakeTools()
    {
        Settings = new ToolSettings { Path = [_directory.Path] };
        Runner = new ToolRunner(Settings, TimeProvider.System, Log.Of<ToolRunner>());
    }

    public ToolSettings Settings { get; }

    public ToolRunner Runner { get; }

    public LogRecorder Log { get; } = new();

    /// <summary>Path of a file beside the programs.</summary>
    public string File(string name) => _directory.File(name);

    /// <summary>Makes a program of an sh script; its arguments are <c>"$@"</c>, <c>$PATH</c> is that of the agent's call.</summary>
    public void Script(string tool, string script)
    {
        System.IO.File.WriteAllText(File(tool + ".script"), script);
        if (!System.IO.File.Exists(File(tool)))
            System.IO.File.CreateSymbolicLink(File(tool), Path.Combine(AppContext.BaseDirectory, "Support/fake-tool"));
    }

    /// <summary>Makes a program, or adds to one, that answers calls whose arguments end with a text; the first that fits counts.</summary>
    /// <param name="tool">Name of the program.</param>
    /// <param name="arguments">The end of its arguments, parted by blanks; all calls for an empty one.</param>
    /// <param name="output">What it writes to stdout.</param>
    /// <param name="exitCode">What it ends with.</param>
    /// <param name="error">What it writes to stderr.</param>
    public void Answer(string tool, string arguments, string output, int exitCode = 0, string error = "") =>
        Answer(tool, arguments, Encoding.UTF8.GetBytes(output), exitCode, error);

    /// <inheritdoc cref="Answer(string, string, string, int, string)"/>
    public void Answer(string tool, string arguments, byte[] output, int exitCode = 0, string error = "")
    {
        var answers = _answers.TryGetValue(tool, out var known) ? known : _answers[tool] = [];
        var fixture = File($"{tool}.{answers.Count}");
        System.IO.File.WriteAllBytes(fixture + ".out", output);
        System.IO.File.WriteAllText(fixture + ".err", error);
        answers.Add($"*{Quote(arguments)}) /bin/cat {Quote(fixture + ".err")} >&2; /bin/cat {Quote(fixture + ".out")}; exit {exitCode};;");
        Script(tool, $"case \"$*\" in\n{string.Join('\n', answers)}\nesac\necho \"no answer for: $*\" >&2\nexit 99\n");
    }

    /// <summary>The arguments of each call of a program, parted by blanks.</summary>
    public string[] Calls(string tool) =>
        System.IO.File.Exists(File(tool + ".calls")) ? System.IO.File.ReadAllLines(File(tool + ".calls")) : [];

    public void Dispose() => _directory.Dispose();

    private static string Quote(string text) => "'" + text.Replace("'", @"'\''") + "'";
}
