using Dcmon.Agent.Cli;

if (Platform.Problem(OperatingSystem.IsLinux(), System.Runtime.InteropServices.RuntimeInformation.OSDescription) is { } problem)
{
    Console.Error.WriteLine(problem);
    return ExitCode.Failure;
}

return await CommandLine.RunAsync(args);
