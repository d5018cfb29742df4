using Dcmon.Agent.Cli;

return await CommandLine.RunAsync(args);
