using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Programs of this machine that a test needs: it fails, rather than skips, where one is missing.</summary>
internal static class Programs
{
    /// <summary>Starts a program.</summary>
    /// <param name="start">Which one.</param>
    /// <param name="hint">What to do where it is missing.</param>
    public static Process Start(ProcessStartInfo start, string hint)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            Assert.Fail($"{start.FileName} cannot be started ({error.Message}): {hint}");
            throw;
        }
    }

    /// <summary>Runs a program to its end and returns what it wrote to stdout, whatever its exit code.</summary>
    public static string Output(string program, IEnumerable<string> arguments)
    {
        using var process = Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }, "it is part of Debian");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
