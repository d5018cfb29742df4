using System.Diagnostics;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu;

/// <summary>
/// A library with NVML's functions that answers as a file says (see <c>nvml_standin.c</c>). Each instance is a file of its own, so
/// that the linker loads it anew and tests do not share its state.
/// </summary>
internal sealed class NvmlStandIn : IDisposable
{
    private static readonly Lazy<byte[]> Current = new(() => Compile()), Old = new(() => Compile("-DOLD"));

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _answers;

    /// <summary>Answers as a fixture says.</summary>
    /// <param name="fixture">Name of a file in <c>Fixtures</c>.</param>
    /// <param name="isOld">A library without the functions of later years.</param>
    public NvmlStandIn(string fixture, bool isOld = false)
    {
        Library = _directory.File("libnvidia-ml.so.1");
        File.WriteAllBytes(Library, isOld ? Old.Value : Current.Value);
        _answers = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Collectors/Gpu/Fixtures", fixture + ".nvml"))];
        Write();
    }

    /// <summary>Where it is.</summary>
    public string Library { get; }

    /// <summary>Answers one question otherwise from now on.</summary>
    public void Set(string question, string answer)
    {
        _answers.RemoveAll(line => line.StartsWith(question + "=", StringComparison.Ordinal));
        _answers.Add($"{question}={answer}");
        Write();
    }

    /// <summary>Answers every question to a card by the same code, as a lost card does.</summary>
    public void SetAll(int gpu, int code)
    {
        for (var i = 0; i < _answers.Count; i++)
            if (_answers[i].StartsWith($"{gpu}.", StringComparison.Ordinal))
                _answers[i] = _answers[i][..(_answers[i].IndexOf('=') + 1)] + code;
        Set($"{gpu}.nvmlDeviceGetHandleByIndex", code.ToString());
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Renames, so that the library never reads half a file.</summary>
    private void Write()
    {
        var path = Library + ".txt";
        File.WriteAllLines(path + ".new", _answers);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static byte[] Compile(params string[] flags)
    {
        using var directory = new TemporaryDirectory();
        var source = Path.Combine(AppContext.BaseDirectory, "Collectors/Gpu/nvml_standin.c");
        using var gcc = Process.Start(new ProcessStartInfo(
            "gcc", ["-shared", "-fPIC", "-O1", .. flags, "-o", directory.File("standin.so"), source, "-ldl", "-lpthread"])
        { RedirectStandardError = true })!;
        var problems = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        Assert.True(gcc.ExitCode == 0, problems);
        return File.ReadAllBytes(directory.File("standin.so"));
    }
}
